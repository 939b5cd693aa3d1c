#include <array>

#include "logbook/roles.hpp"

namespace recalld::logbook {

// clang-format off: a table

namespace {

constexpr auto roles = std::to_array<RoleWords>({
    {"kick in", "kick", "red", "kick in,kick inside,bd in,bass drum in,kik in,kck in"},
    {"kick out", "kick", "red", "kick out,kick outside,bd out,bass drum out,kik out,kck out,kick fet"},
    {"kick sub", "kick", "red", "kick sub,sub kick,subkick,kick ns10,bd sub"},
    {"kick", "drums", "red", "kick,kick drum,kik,kck,bd,bass drum,bassdrum,grosse caisse,gran cassa"},
    {"snare top", "snare", "red", "snare top,sn top,snr top,sd top,snare up,sn t,snare over"},
    {"snare bottom", "snare", "red", "snare bottom,snare bot,snare btm,sn bot,sn btm,snr bot,snr btm,sd bot,snare under,snare down,snare bt"},
    {"snare", "drums", "red", "snare,snare drum,snr,sn,sd,snares,caisse claire"},
    {"hat", "drums", "red", "hat,hats,hihat,hi hat,hi hats,hh,high hat"},
    {"floor tom", "tom", "red", "floor tom,floor,ft,tom floor,low tom"},
    {"tom", "drums", "red", "tom,toms,rack tom,rack,tom tom"},
    {"ride", "overhead", "red", "ride,ride cymbal"},
    {"cymbals", "overhead", "red", "cymbal,cymbals,crash,china,splash"},
    {"overhead", "drums", "red", "overhead,overheads,over head,over heads,oh,ohs"},
    {"room", "drums", "red", "room,rooms,drum room,room mic,room mics,amb,ambience,far room,close room,rm"},
    {"drum bus", "drums", "red", "drum bus,drums bus,drum sub,drum submix,dr bus"},
    {"drums", "", "red", "drums,drum,drum kit,kit,drumset"},
    {"drum machine", "loops", "magenta", "drum machine,808,909,linn,mpc,drum loop"},
    {"loops", "playback", "magenta", "loop,loops,sample,samples,beat,beats"},
    {"percussion", "drums", "magenta", "perc,percussion,conga,congas,bongo,bongos,shaker,tamb,tambourine,cowbell,timbales,cajon,djembe,claps,clap,triangle,vibes,marimba,timpani"},
    {"bass di", "bass", "blue", "bass di,bass direct,bs di,bass d i,di bass"},
    {"bass amp", "bass", "blue", "bass amp,bass mic,bass cab,bs amp,amp bass,bass svt"},
    {"synth bass", "bass", "blue", "synth bass,bass synth,syn bass,moog bass,sub bass"},
    {"upright bass", "bass", "blue", "upright,upright bass,double bass,contrabass,kontrabass,acoustic bass,bass acoustic"},
    {"bass", "", "blue", "bass,bs,bass gtr,bass guitar,e bass,ebass,basse,basso"},
    {"lead guitar", "electric guitar", "green", "lead gtr,lead guitar,ld gtr,gtr lead,guitar lead,gtr solo,guitar solo,solo gtr,solo guitar"},
    {"rhythm guitar", "electric guitar", "green", "rhythm gtr,rhythm guitar,rhy gtr,rtm gtr,gtr rhythm,gtr rhy"},
    {"acoustic guitar", "guitar", "green", "acoustic guitar,acoustic gtr,ac gtr,ac guitar,aco gtr,acc gtr,acgtr,ag,acoustic,acoustics,gtr ac,guitar acoustic,nylon,twelve string,gtr acoustic"},
    {"electric guitar", "guitar", "green", "electric guitar,electric gtr,el gtr,el guitar,elec gtr,elec guitar,e gtr,e guitar,egtr,eg,gtr el,gtr elec,gtr amp,guitar amp,gtr cab,crunch gtr,clean gtr,dist gtr"},
    {"guitar", "electric guitar", "green", "guitar,guitars,gtr,gtrs,git,gitarre,guitare,chitarra,guit"},
    {"steel guitar", "guitar", "green", "pedal steel,steel,steel guitar,lap steel,dobro,psg,slide gtr,slide guitar,slide"},
    {"banjo", "acoustic guitar", "green", "banjo,mandolin,mando,ukulele,uke,bouzouki,sitar"},
    {"grand piano", "piano", "cyan", "grand piano,grand,piano hi,piano lo,piano high,piano low,steinway"},
    {"piano", "keys", "cyan", "piano,pno,klavier,upright piano,pianos"},
    {"electric piano", "keys", "cyan", "rhodes,wurli,wurlitzer,electric piano,el piano,e piano,epiano,ep,clav,clavinet"},
    {"organ", "keys", "cyan", "organ,b3,hammond,leslie,orgel,leslie hi,leslie lo"},
    {"synth", "keys", "cyan", "synth,synths,syn,pad,pads,moog,juno,prophet,mellotron,strings pad,lead synth,synth lead,synth pad,arp"},
    {"keys", "", "cyan", "keys,key,keyboard,keyboards,kbd,keyb,kbds,claviers,accordion,celeste,harpsichord"},
    {"violin 1", "violins", "magenta", "violin 1,violins 1,vln 1,vn 1,vl 1,1st violins,first violins"},
    {"violin 2", "violins", "magenta", "violin 2,violins 2,vln 2,vn 2,vl 2,2nd violins,second violins"},
    {"violins", "strings", "magenta", "violin,violins,vln,vlns,vn,vl,fiddle,geige"},
    {"violas", "strings", "magenta", "viola,violas,vla,vlas,bratsche"},
    {"cellos", "strings", "magenta", "cello,cellos,celli,vc,vcl,vlc,violoncello"},
    {"basses", "strings", "magenta", "basses,double basses,contrabasses,kontrabasse,db"},
    {"strings", "", "magenta", "strings,string,strgs,str,strs,streicher,cordes,archi,decca,tree,orchestra"},
    {"trumpet", "brass", "magenta", "trumpet,trumpets,tpt,tpts,trp,flugelhorn,flugel,trompete"},
    {"trombone", "brass", "magenta", "trombone,trombones,tbn,tbns,trb,bone,bones,posaune"},
    {"horn", "brass", "magenta", "french horn,french horns,horn in f,hrn,tuba"},
    {"brass", "", "magenta", "brass,horns,horn,horn section"},
    {"sax", "brass", "magenta", "sax,saxes,alto sax,tenor sax,bari sax,baritone sax,saxophone,soprano sax"},
    {"woodwinds", "brass", "magenta", "flute,flutes,clarinet,oboe,bassoon,piccolo,woodwinds,winds,ww,recorder,harmonica,harp mic"},
    {"harp", "strings", "magenta", "harp,harfe"},
    {"lead vox", "vocals", "yellow", "lead vox,lead vocal,lead vocals,ld vox,lv,ldv,lead voc,lead voice,main vox,main vocal,vox lead,vocal lead,lead singer,leadvox,voc lead,lead,chant lead,lead vox main"},
    {"vox double", "lead vox", "yellow", "vox dbl,vox double,lead vox dbl,lead vox double,lead vocal double,vocal double,vocal dbl,vox dub,lv dbl,double,dbl"},
    {"backing vox", "vocals", "yellow", "bgv,bgvs,bv,bvs,bgvox,bg vox,bg vocal,bg vocals,backing vox,backing vocal,backing vocals,backing,background vocal,background vocals,back vox,harmony,harmonies,harm,harm vox,harmony vox,vox harm,choeurs,gang,gang vox,bgs,bkg vox,choir vox"},
    {"choir", "backing vox", "yellow", "choir,chor,choral,soprano,altos,tenors,basses choir,children"},
    {"rap", "lead vox", "yellow", "rap,rap vox,mc,spoken,spoken word,adlib,adlibs,ad lib,ad libs"},
    {"vocals", "lead vox", "yellow", "vox,vocal,vocals,voc,voice,voices,gesang,stimme,voix,voce,singer"},
    {"talkback", "", "white", "talkback,talk back,tb,talk,slate,producer mic"},
    {"click", "playback", "white", "click,clk,metronome,click track,clic"},
    {"timecode", "playback", "white", "smpte,ltc,timecode,time code,tc"},
    {"playback", "", "white", "playback,pb,track playback,backing track,backing tracks,2 track,two track,stereo mix,mix ref,ref,reference,guide,scratch,print"},
    {"effects", "", "white", "reverb,verb,plate,chamber,spring,delay,dly,echo,fx,fx rtn,fx return,rev,rvb,slap,hall"},
    {"sound effects", "playback", "white", "sfx,sound fx,foley,atmos,atmo,nat,effects"},
});

}  // namespace

std::span<const RoleWords> known_roles() { return roles; }

}  // namespace recalld::logbook
