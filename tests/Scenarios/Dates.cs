using System.Globalization;
using Contracts.Common.V1;
using BillingWire = Contracts.Billing.V1;

namespace Scenarios.Tests;

/// <summary>Dates as scenarios write them.</summary>
internal static class Dates
{
    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Date On(string day) => Date.From(Day(day));

    public static string Text(this Date date) => $"{date.ToDateOnly():yyyy-MM-dd}";

    /// <summary>Start and end of what an invoice bills.</summary>
    public static string Period(this BillingWire.Invoice invoice) => $"{invoice.PeriodStart.Text()} {invoice.PeriodEnd.Text()}";
}
