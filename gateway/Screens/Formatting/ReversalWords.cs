using Contracts.Billing.V1;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>Why a payment does not stand, in words, by the names that events have for it.</summary>
public static class ReversalWords
{
    /// <param name="name">registered_by_mistake</param>
    /// <returns>The name itself where it is no kind's.</returns>
    public static string Of(string name, Locale locale)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(locale);
        return Enum.TryParse<PaymentReversalKind>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var kind) && kind != PaymentReversalKind.Unspecified
            ? locale[$"Reversal_{kind}"]
            : name;
    }
}
