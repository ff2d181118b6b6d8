using Billing.Invoices;
using Contracts.Events;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Subscriptions.Periods;

/// <summary>Reads periods that will be billed, for previews.</summary>
internal static class FuturePeriods
{
    private const int MaximumLines = 100;
    private const int MaximumQuantity = 10_000;
    private const int MaximumCode = 30;
    private const int MaximumBasisPoints = 10_000;

    /// <summary>Whatever is wrong with it is collected.</summary>
    /// <param name="field">Path of the period.</param>
    /// <returns>The period, and the day on which it will be billed where the business is.</returns>
    public static (ServicePeriod Period, DateOnly IssueDate) Read(
        string field, Wire.FuturePeriod period, string currency, BusinessCalendar business, FieldValidator validator)
    {
        var start = validator.CivilDate($"{field}.start", period.Start);
        var end = validator.CivilDate($"{field}.end", period.End);
        var issueDate = period.IssueTime is { } at ? business.DayOf(at.ToDateTimeOffset()) : validator.CivilDate($"{field}.issue_date", period.IssueDate);
        validator.Require(period.Start is not null, $"{field}.start", "REQUIRED", "is required.");
        validator.Require(period.End is not null, $"{field}.end", "REQUIRED", "is required.");
        validator.Require(start is null || end is null || end > start, $"{field}.end", "NOT_AFTER_START", "must be after start.");
        var days = end is null || start is null ? 1 : end.Value.DayNumber - start.Value.DayNumber;
        validator.Require(period.FullPeriodDays >= days, $"{field}.full_period_days", "OUT_OF_RANGE", $"is {period.FullPeriodDays}; it must be at least the {days} days of the period.");
        validator.Require(period.Lines.Count is > 0 and <= MaximumLines, $"{field}.lines", "OUT_OF_RANGE", $"must be 1 to {MaximumLines}.");
        List<PeriodLine> lines = [.. period.Lines.Select((line, i) => Read($"{field}.lines[{i}]", line, currency, validator))];
        if (!validator.Failed)
        {
            validator.Total($"{field}.lines", lines.Sum(line => line.Quantity * line.UnitPrice));
        }

        var discount = period.Discount is { } asked ? Read($"{field}.discount", asked, currency, validator) : null;
        return (new ServicePeriod(start ?? default, end ?? default, period.FullPeriodDays, currency, lines, discount), issueDate ?? start ?? default);
    }

    private static PeriodLine Read(string field, Wire.FutureLine line, string currency, FieldValidator validator)
    {
        validator.Range($"{field}.quantity", line.Quantity, 1, MaximumQuantity);
        var price = validator.Amount($"{field}.unit_price", line.UnitPrice);
        validator.Require(line.UnitPrice is null || line.UnitPrice.CurrencyCode == currency, $"{field}.unit_price.currency_code", "WRONG_CURRENCY", $"must be {currency}.");
        return new PeriodLine(new Dictionary<string, string>(), line.Quantity, price, line.Recurring, validator.TaxCode($"{field}.tax_code", line.TaxCode));
    }

    private static EventDiscount Read(string field, Wire.FutureDiscount discount, string currency, FieldValidator validator)
    {
        var code = validator.Text($"{field}.code", discount.Code, MaximumCode);
        if (discount.AmountOff is not { } money)
        {
            validator.Range($"{field}.percent_basis_points", discount.PercentBasisPoints, 1, MaximumBasisPoints);
            return new EventDiscount(code, new Dictionary<string, string>(), discount.PercentBasisPoints / 100m, null);
        }

        validator.Require(discount.PercentBasisPoints == 0, $"{field}.amount_off", "PERCENT_OR_AMOUNT", "must not be there beside a percentage.");
        validator.Require(money.CurrencyCode == currency, $"{field}.amount_off.currency_code", "WRONG_CURRENCY", $"must be {currency}.");
        return new EventDiscount(code, new Dictionary<string, string>(), null, validator.Amount($"{field}.amount_off", money, positive: true));
    }
}
