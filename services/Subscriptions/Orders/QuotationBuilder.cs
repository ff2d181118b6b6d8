using Contracts.Common.V1;
using Contracts.Conversions;
using ServiceDefaults.Errors;
using Subscriptions.Catalogue;
using Subscriptions.Customers;
using Subscriptions.Time;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Makes the terms of a quotation from a request and the catalogue, or says what is wrong with the request.</summary>
internal static class QuotationBuilder
{
    private const int MaximumLines = 50;
    private const int MaximumQuantity = 10_000;
    private const int MaximumYearsAhead = 5;
    private const int MaximumDaysBack = 366;

    public static async Task<QuotationTerms> Build(
        Wire.Subscription wanted, Customer customer, PlanCatalogue catalogue, Trials trials, DateTimeOffset now, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var startDate = StartDate(validator, wanted, CivilTime.DateAt(now, customer.Zone));
        validator.Require(wanted.Lines.Count <= MaximumLines, "subscription.lines", "TOO_MANY", $"has at most {MaximumLines} entries.");
        validator.Require(wanted.Lines.Count(IsPlanLine) <= 1, "subscription.lines", "TWO_PLAN_LINES", "has at most one line without a product.");
        validator.Id("subscription.plan_id", wanted.PlanId);
        validator.ThrowIfFailed();

        var plan = await catalogue.RequirePlan("subscription.plan_id", wanted.PlanId, ct);
        validator.Require(!plan.Archived, "subscription.plan_id", "ARCHIVED", "is an archived plan.");
        validator.Require(plan.Currency == customer.Currency, "subscription.plan_id", "WRONG_CURRENCY",
            $"is priced in {plan.Currency}; the customer pays in {customer.Currency}.");

        var terms = Terms(validator, wanted.Terms, plan, await trials.Used(customer.Id, plan.Id, ct));
        var lines = new List<LineTerms>();
        if (!wanted.Lines.Any(IsPlanLine))
        {
            lines.Add(PlanLine(plan, quantity: 1, plan.Price));
        }

        for (var i = 0; i < wanted.Lines.Count; i++)
        {
            lines.Add(await Line(validator, $"subscription.lines[{i}]", wanted.Lines[i], plan, customer, catalogue, ct));
        }

        validator.ThrowIfFailed();
        validator.Total("subscription.lines", lines.Sum(line => line.Quantity * line.UnitPrice)).ThrowIfFailed();
        return new QuotationTerms(plan.Id, plan.Name, plan.BillingPeriod, lines, startDate, terms);
    }

    private static bool IsPlanLine(Wire.SubscriptionLine line) => line.ProductId.Length == 0;

    private static LineTerms PlanLine(PlanCopy plan, int quantity, decimal price) =>
        new(null, plan.Name, quantity, price, Recurring: true, plan.TaxCode);

    private static async Task<LineTerms> Line(
        FieldValidator validator, string field, Wire.SubscriptionLine line, PlanCopy plan, Customer customer, PlanCatalogue catalogue, CancellationToken ct)
    {
        var quantity = validator.Range($"{field}.quantity", line.Quantity, 1, MaximumQuantity);
        if (IsPlanLine(line))
        {
            return PlanLine(plan, quantity, Price(validator, field, line.UnitPrice, plan.Price, customer));
        }

        var product = await catalogue.RequireProduct($"{field}.product_id", line.ProductId, ct);
        validator.Require(!product.Archived, $"{field}.product_id", "ARCHIVED", "is an archived product.");
        validator.Require(line.UnitPrice is not null || product.Currency == customer.Currency, $"{field}.product_id", "WRONG_CURRENCY",
            $"is priced in {product.Currency}; the customer pays in {customer.Currency}.");
        return new LineTerms(
            product.Id,
            product.Name,
            quantity,
            Price(validator, field, line.UnitPrice, product.Price, customer),
            product.Recurring,
            product.TaxCode);
    }

    private static decimal Price(FieldValidator validator, string field, Money? agreed, decimal catalogue, Customer customer)
    {
        if (agreed is null)
        {
            return catalogue;
        }

        var price = validator.Amount($"{field}.unit_price", agreed);
        validator.Require(!Currencies.IsKnown(agreed.CurrencyCode) || agreed.CurrencyCode == customer.Currency, $"{field}.unit_price.currency_code", "WRONG_CURRENCY",
            $"is {agreed.CurrencyCode}; the customer pays in {customer.Currency}.");
        return price;
    }

    /// <summary>Those asked for, or the plan's; a plan's trial is left out where it was used, and one that is asked for refused.</summary>
    private static OrderTerms Terms(FieldValidator validator, BillingTerms? asked, PlanCopy plan, bool trialUsed)
    {
        if (asked is null)
        {
            var offered = OrderTerms.From(plan.Terms);
            return trialUsed ? offered with { TrialDays = 0 } : offered;
        }

        validator.Terms("subscription.terms", asked, plan.BillingPeriod.ToWire().Unit);
        validator.Require(asked.TrialDays <= 0 || !trialUsed, "subscription.terms.trial_days", "TRIAL_USED", "must be 0: the customer has had a trial of this plan.");
        return OrderTerms.From(asked);
    }

    private static DateOnly? StartDate(FieldValidator validator, Wire.Subscription wanted, DateOnly today)
    {
        var date = validator.CivilDate("subscription.start_date", wanted.StartDate);
        validator.DateRange("subscription.start_date", date, today.AddDays(-MaximumDaysBack), today.AddYears(MaximumYearsAhead));
        return date;
    }
}
