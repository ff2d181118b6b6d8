using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>What every change of plan or quantity has in common. How it takes effect stands beside this: at once, or when the next period starts.</summary>
public sealed partial class Subscription
{
    /// <summary>What it has of its plan now.</summary>
    public ChangeTerms PlanTerms => new(PlanId, PlanName, BillingPeriod, PlanLine.Quantity, PlanLine.UnitPrice, PlanLine.TaxCode);

    private SubscriptionLine PlanLine => _lines.Single(l => l.ProductId is null);

    /// <summary>Why its plan and quantity cannot be changed: the reason's code. Null when they can.</summary>
    public string? ChangeDenial(DateTimeOffset now) => Stage switch
    {
        Stage.Quotation => "NOT_CONFIRMED",
        Stage.Cancelled => "QUOTATION_CANCELLED",
        Stage.Churned => "ALREADY_CLOSED",
        Stage.Paused => "ORDER_PAUSED",
        _ when CloseScheduled => "CLOSE_ALREADY_SCHEDULED",
        // It has ended, even if nobody has taken note of it yet.
        _ when TermEnds && CivilTime.StartOfDay(TermEnd!.Value, Customer.Zone) <= now => "TERM_ENDED",
        _ => null,
    };

    /// <summary>
    /// Changes plan or quantity, now or when the next period starts; takes the place of a change that is pending (domain.md "Changes").
    /// </summary>
    public void Change(ChangeDecision decision, EventActor actor, DateTimeOffset now)
    {
        if (ChangeDenial(now) is { } reason)
        {
            throw DomainException.FailedPrecondition(reason, $"{Number} is {Stage.Code()}; its plan cannot be changed.");
        }

        StartDuePeriods(now);
        var wanted = Wanted(decision);
        if (When(decision.When, wanted, now) == ChangeWhen.Now)
        {
            PendingChange = null;
            ApplyChangeNow(wanted, actor, now);
        }
        else
        {
            PutOffChange(wanted, actor, now);
        }
    }

    private ChangeTerms Wanted(ChangeDecision decision)
    {
        var now = PlanTerms;
        var plan = decision.Plan is { } other && other.Id != PlanId ? other : null;
        var quantity = decision.Quantity ?? now.Quantity;
        if (plan is null && quantity == now.Quantity)
        {
            throw DomainException.FailedPrecondition("NOTHING_CHANGES", $"{Number} has this plan in this quantity.");
        }

        var wanted = plan is null ? now with { Quantity = quantity } : new ChangeTerms(plan.Id, plan.Name, plan.Period, quantity, plan.Price, plan.TaxCode);
        if (wanted.Period != BillingPeriod)
        {
            RequireOtherPeriod();
        }

        var total = wanted.Amount(Currency) + _lines.Where(l => l.ProductId is not null && (l.Recurring || !HasBegun)).Sum(l => l.Amount(Currency));
        new FieldValidator().Total(decision.Quantity is null ? "plan_id" : "quantity", total).ThrowIfFailed();
        return wanted;
    }

    /// <summary>A term is counted in periods, and products are priced for one: neither can be told in another length of period.</summary>
    private void RequireOtherPeriod()
    {
        if (TermEndIndex is not null)
        {
            throw DomainException.InvalidArgument("plan_id", "FIXED_TERM", "has another billing period than the order, whose fixed term is counted in periods.");
        }

        if (_lines.Any(l => l.Recurring && l.ProductId is not null))
        {
            throw DomainException.InvalidArgument("plan_id", "PRODUCTS_PER_PERIOD", "has another billing period than the order, which has products that are priced per period.");
        }
    }

    private ChangeWhen When(ChangeWhen asked, ChangeTerms wanted, DateTimeOffset now)
    {
        if (PeriodIndex >= 0 && DaysLeft(Today(now)) == 0)
        {
            // All its days have been served where the customer was before a move, and the next period begins tomorrow.
            return ChangeWhen.EndOfPeriod;
        }

        if (asked != ChangeWhen.Usual)
        {
            return asked;
        }

        // What is paid in fact: under a coupon for everything nothing gets cheaper.
        var period = wanted.Period == BillingPeriod ? PeriodIndex : PeriodIndex + 1;
        return !HasBegun || wanted.Period.PerMonth(PriceWith(wanted, period).Net) >= BillingPeriod.PerMonth(DiscountedTotal) ? ChangeWhen.Now : ChangeWhen.EndOfPeriod;
    }

    private void Apply(ChangeTerms terms)
    {
        var line = PlanLine;
        _lines.Remove(line);
        _lines.Add(SubscriptionLine.Create(Id, line.Position, new LineTerms(null, terms.PlanName, terms.Quantity, terms.UnitPrice, Recurring: true, terms.TaxCode)));
        (PlanId, PlanName) = (terms.PlanId, terms.PlanName);
        (PeriodUnit, PeriodCount, PeriodCalendar) = terms.Period;
        if (PeriodUnit is PeriodUnit.Day or PeriodUnit.Week && Terms.BillingDay > 0)
        {
            // Only months and years have one.
            Terms = Terms with { BillingDay = 0 };
        }

        SetSearchText();
    }

    /// <param name="period">Number of the first one with the change.</param>
    private void RaiseChanged(ChangeTerms old, EventActor actor, DateTimeOffset now, ChangeProration? proration, int period)
    {
        UpdatedAt = now;
        Raise(new SubscriptionChanged(
            Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(old),
            ForEvents(PlanTerms) with { Discount = DiscountForEvents(PlanTerms, period) }, proration)
        {
            PlanId = PlanId,
            PeriodIndex = PeriodIndex,
            Restricted = RestrictionInForce is not null,
        });
    }

    private EventPlanTerms ForEvents(ChangeTerms terms) => new(
        terms.PlanName, terms.Quantity, new EventMoney(Currency, terms.UnitPrice), terms.Period.ForEvents(), Discount: null);
}
