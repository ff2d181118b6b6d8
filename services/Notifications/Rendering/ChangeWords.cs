using System.Globalization;
using Contracts.Conversions;
using Contracts.Events;

namespace Notifications.Rendering;

/// <summary>What a change makes of an order, in the customer's language.</summary>
internal static class ChangeWords
{
    /// <summary>1 x Basic -> 3 x Pro</summary>
    public static string Of(EventPlanTerms old, EventPlanTerms now, EventCustomer customer) => $"{Of(old, customer)} -> {Of(now, customer)}";

    /// <summary>3 x Pro, with the language's own digits.</summary>
    public static string Of(EventPlanTerms terms, string language) => $"{LocalFormats.Number(terms.Quantity, language)} x {terms.PlanName.In(language)}";

    private static string Of(EventPlanTerms terms, EventCustomer customer) =>
        string.Create(CultureInfo.InvariantCulture, $"{terms.Quantity} x {terms.PlanName.In(customer.Language)}");
}
