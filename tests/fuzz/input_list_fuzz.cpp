#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "logbook/csv.hpp"
#include "logbook/input_json.hpp"
#include "logbook/input_list.hpp"
#include "logbook/name_fit.hpp"
#include "logbook/text_encoding.hpp"

using namespace recalld::logbook;

namespace {

void require(bool fact)
{
    if (!fact) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto text = decode_text({reinterpret_cast<const char*>(data), size});
    const auto list = read_input_list(text.utf8);
    require(list.messages.kept.size() <= LineMessages::most);
    NameFitter names(12);
    for (const auto& input : list.inputs) {
        require(!input.name.empty() && is_utf8(input.name));
        require(names.fit(input.name).size() <= 12);
    }
    require(inputs_from_json(inputs_json(list.inputs)).inputs.size() == std::min<std::size_t>(list.inputs.size(), 1000));
    return 0;
}
