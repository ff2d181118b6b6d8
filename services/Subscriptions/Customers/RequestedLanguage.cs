using ServiceDefaults.Errors;

namespace Subscriptions.Customers;

/// <summary>The language that a customer's request asks for; their own where it asks for none.</summary>
internal static class RequestedLanguage
{
    /// <returns>Null when none was asked for.</returns>
    /// <exception cref="DomainException">INVALID_ARGUMENT on language.</exception>
    public static string? Read(string language)
    {
        if (language.Length == 0)
        {
            return null;
        }

        var validator = new FieldValidator();
        validator.Language("language", language);
        validator.ThrowIfFailed();
        return language;
    }
}
