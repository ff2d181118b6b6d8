using Screens.Languages;

namespace Screens.Problems;

/// <summary>What the fields of questions are called on the screens: those that an address can hold.</summary>
public static class FieldNames
{
    /// <param name="field">Path in the request; its last part counts.</param>
    /// <returns>The field's own name where the screens have none for it.</returns>
    public static string Of(string field, Locale locale)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(locale);
        return field[(field.LastIndexOf('.') + 1)..] switch
        {
            "page_token" => locale["Pages"],
            "query" => locale["Search"],
            "customer" or "customer_id" => locale["Customer"],
            "subscription_id" => locale["SubscriptionOrder"],
            "from" or "issued_from" => locale["Invoices_From"],
            "to" or "issued_to" => locale["Invoices_To"],
            "first_day" => locale["PassReport_From"],
            "last_day" => locale["PassReport_Until"],
            "grace_days" => locale["GracePeriod"],
            "first_month" => locale["Reports_From"],
            "last_month" => locale["Reports_Until"],
            "currency_code" => locale["Currency"],
            "time_zone" => locale["TimeZone"],
            _ => field,
        };
    }
}
