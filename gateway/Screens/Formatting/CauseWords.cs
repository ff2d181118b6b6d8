using System.Text.Json;
using Contracts.Billing.V1;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>Why a payment failed or has not come, in words, and by the names that events and reports have for it.</summary>
public static class CauseWords
{
    /// <summary>As a sentence: "The card has expired."</summary>
    public static string Of(DunningCause cause, Locale locale)
    {
        ArgumentNullException.ThrowIfNull(locale);
        return cause is DunningCause.NotPaid or DunningCause.ConfirmationRequired or DunningCause.Returned ? locale[$"DunningCause_{cause}"] : locale[$"PaymentCause_{cause}"];
    }

    /// <summary>In a word or two: "Limit exceeded".</summary>
    public static string Short(DunningCause cause, Locale locale)
    {
        ArgumentNullException.ThrowIfNull(locale);
        return locale[$"DunningCauseName_{cause}"];
    }

    /// <summary>limit_exceeded</summary>
    public static string Name(DunningCause cause) => JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.ToString());

    /// <param name="name">limit_exceeded</param>
    /// <returns>Null where it is no cause's.</returns>
    public static DunningCause? Read(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Enum.TryParse<DunningCause>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var cause) ? cause : null;
    }
}
