using Contracts.Common.V1;
using Screens.Languages;

namespace Screens.Formatting;

public static class LocalizedWords
{
    public static string Pick(LocalizedText text, Language language) =>
        text.Values.TryGetValue(language.Code, out var own) && own.Length > 0 ? own
        : text.Values.TryGetValue(Language.English.Code, out var english) ? english
        : "";
}
