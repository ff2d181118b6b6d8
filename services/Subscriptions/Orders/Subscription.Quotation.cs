using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Customers;
using Subscriptions.Time;

namespace Subscriptions.Orders;

public sealed partial class Subscription
{
    public static Subscription Quote(string number, Customer customer, QuotationTerms terms, EventActor actor, DateTimeOffset now)
    {
        var subscription = new Subscription
        {
            Id = Guid.CreateVersion7(now),
            Number = number,
            CustomerId = customer.Id,
            Customer = customer,
            Currency = customer.Currency,
            CreatedAt = now,
        };
        subscription.Apply(terms, now);
        subscription.Raise(new QuotationCreated(
            Guid.CreateVersion7(), subscription.Id, actor, now,
            subscription.SubjectForEvents(), customer.ForEvents(), subscription.TotalForEvents()));
        return subscription;
    }

    public void UpdateQuotation(QuotationTerms terms, DateTimeOffset now)
    {
        RequireQuotation();
        if (_discounts.FirstOrDefault(d => !d.IsFor(terms.PlanId)) is { } discount)
        {
            throw DomainException.InvalidArgument("subscription.plan_id", "COUPON_WRONG_PLAN", $"is not a plan that coupon {discount.Code} is for; take it off first.");
        }

        Apply(terms, now);
        _discounts.ForEach(d => d.MoveTo(BillingPeriod));
    }

    public void SendQuotation(EventActor actor, DateTimeOffset now)
    {
        RequireQuotation();
        SentAt = now;
        UpdatedAt = now;
        Raise(new QuotationSent(
            Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), TotalForEvents(),
            BillingPeriod.ForEvents(), DiscountForEvents(0)));
    }

    public void CancelQuotation(EventActor actor, DateTimeOffset now)
    {
        MoveTo(Stage.Cancelled, now);
        Raise(new QuotationCancelled(Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents()));
    }

    /// <summary>The quotation becomes a sales order; what has begun of it is billed at once, and is new with its first period.</summary>
    public void Confirm(EventActor actor, DateTimeOffset now)
    {
        RequireQuotation();
        MoveTo(Stage.InProgress, now);
        ConfirmedAt = now;
        StartDate ??= CivilTime.DateAt(now, Customer.Zone);
        TrialEnd = Terms.TrialDays > 0 ? StartDate.Value.AddDays(Terms.TrialDays) : null;
        AnchorOn(TrialEnd ?? StartDate.Value, 0);
        BeginTerm();
        Raise(new SubscriptionConfirmed(
            Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), StartDate.Value, TotalForEvents(), DiscountForEvents(0)));
        Schedule();
        StartDuePeriods(now);
    }

    private void RequireQuotation()
    {
        if (Stage != Stage.Quotation)
        {
            throw DomainException.FailedPrecondition("NOT_A_QUOTATION", $"{Number} is {Stage.Code()}, not a quotation.");
        }
    }

    private void Apply(QuotationTerms terms, DateTimeOffset now)
    {
        PlanId = terms.PlanId;
        PlanName = terms.PlanName;
        (PeriodUnit, PeriodCount, PeriodCalendar) = terms.Period;
        StartDate = terms.StartDate;
        Terms = terms.Terms;
        _lines.Clear();
        _lines.AddRange(terms.Lines.Select((line, i) => SubscriptionLine.Create(Id, i + 1, line)));
        SetSearchText();
        UpdatedAt = now;
    }
}

/// <summary>What a quotation offers.</summary>
/// <param name="StartDate">Null: the day of confirmation.</param>
public sealed record QuotationTerms(
    Guid PlanId, IReadOnlyDictionary<string, string> PlanName, BillingPeriod Period, IReadOnlyList<LineTerms> Lines, DateOnly? StartDate, OrderTerms Terms);
