using System.Resources;

namespace Screens.Languages;

/// <summary>The words of the screens in one language, from Words.resx and its translations.</summary>
public sealed class Words(Language language)
{
    static readonly ResourceManager Resources = new("Screens.Words", typeof(Words).Assembly);

    public Language Language => language;

    /// <summary>The words of a key; a key that nobody translated shows itself, so that it is noticed.</summary>
    public string this[string key] => Find(key) ?? key;

    public string? Find(string key) => Resources.GetString(key, language.Culture);

    /// <summary>The words of a key with its places filled in; what fills them is text that is ready to be shown.</summary>
    public string Format(string key, params object[] parts) => string.Format(language.Culture, this[key], parts);
}
