using System.Globalization;
using Contracts.Conversions;
using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Time;

namespace Subscriptions.Orders;

public sealed partial class Subscription
{
    /// <summary>A change that waits for the next period, or that a close has put aside; null when there is neither.</summary>
    public PendingChange? PendingChange { get; private set; }

    /// <summary>The pending change, where nothing stands in its way; null otherwise.</summary>
    public PendingChange? ChangeToCome => IsPutAside ? null : PendingChange;

    /// <summary>The pending change that a close has put aside: it comes back when the close is undone. Null when there is none.</summary>
    public PendingChange? ChangePutAside => IsPutAside ? PendingChange : null;

    /// <summary>Set from a change within the running period until the next period starts.</summary>
    public RunningChange? RunningChange { get; private set; }

    /// <summary>
    /// Day on which the pending change takes effect, or would, were it not put aside; null when there is none, or it is paused and nobody knows yet.
    /// </summary>
    public DateOnly? PendingChangeDate =>
        PendingChange is not null && (Stage == Stage.Churned ? Closing?.OldStage : Stage) is Stage.InProgress or Stage.ToRenew ? PeriodStart(PeriodIndex + 1) : null;

    /// <summary>What it has of its plan now.</summary>
    public ChangeTerms PlanTerms => new(PlanId, PlanName, BillingPeriod, PlanLine.Quantity, PlanLine.UnitPrice, PlanLine.TaxCode);

    /// <summary>
    /// A close is in force that comes before the change; or whose order would, by the change, be billed for a longer period than its own
    /// although it is about to end.
    /// </summary>
    private bool IsPutAside => PendingChange is { } pending
        && (Stage == Stage.Churned || (CloseScheduled && (Closing!.EndDate <= PendingChangeDate || pending.Terms.Period.PerMonth(1) < BillingPeriod.PerMonth(1))));

    private SubscriptionLine PlanLine => _lines.Single(l => l.ProductId is null);

    /// <summary>Why its plan and quantity cannot be changed: the reason's code. Null when they can.</summary>
    public string? WhyNotChangeable(DateTimeOffset now) => Stage switch
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

    /// <summary>Why no pending change can be cancelled: the reason's code. Null when one can.</summary>
    public string? WhyNoChangeToCancel => ChangeToCome is null ? "NO_PENDING_CHANGE" : null;

    /// <summary>
    /// Changes plan or quantity, now or when the next period starts; takes the place of a change that is pending (domain.md "Changes").
    /// </summary>
    public void Change(ChangeDecision decision, EventActor actor, DateTimeOffset now)
    {
        if (WhyNotChangeable(now) is { } reason)
        {
            throw Refusal.Rule(reason, $"{Number} is {Stage.Code()}; its plan cannot be changed.");
        }

        StartDuePeriods(now);
        var wanted = Wanted(decision);
        if (When(decision.When, wanted) == ChangeWhen.Now)
        {
            PendingChange = null;
            TakeChangeNow(wanted, actor, now);
            return;
        }

        PendingChange = PendingChange.Create(wanted, actor, now);
        UpdatedAt = now;
        RaiseScheduled(PendingChange, actor, now);
    }

    /// <summary>The pending change will not be.</summary>
    public void CancelPendingChange(EventActor actor, DateTimeOffset now)
    {
        if (WhyNoChangeToCancel is { } reason)
        {
            throw Refusal.Rule(reason, $"{Number} has no pending change.");
        }

        var cancelled = PendingChange!;
        PendingChange = null;
        UpdatedAt = now;
        RaiseCancelled(cancelled, actor, now, byClose: false);
    }

    /// <summary>A close was decided, or has taken effect: tells of a change that it puts aside and that was to come until now.</summary>
    /// <param name="before">What was to come until now.</param>
    private void TellOfChangePutAside(PendingChange? before, EventActor actor, DateTimeOffset now)
    {
        if (before is not null && ChangePutAside is not null)
        {
            RaiseCancelled(before, actor, now, byClose: true);
        }
    }

    /// <summary>A close was undone: tells of a change that comes back by it, unless it has taken effect at once.</summary>
    /// <param name="putAside">By that close.</param>
    private void TellOfChangeBroughtBack(PendingChange? putAside, EventActor actor, DateTimeOffset now)
    {
        if (putAside is not null && PendingChange is not null)
        {
            RaiseScheduled(putAside, actor, now);
        }
    }

    /// <summary>The next period starts with what was decided for it.</summary>
    private void TakePendingChange(DateTimeOffset now)
    {
        if (ChangeToCome is not { } pending)
        {
            return;
        }

        PendingChange = null;
        var (old, start) = (PlanTerms, PeriodStart(PeriodIndex + 1));
        Apply(pending.Terms);
        if (BillingPeriod != old.Period)
        {
            AnchorOn(start, PeriodIndex + 1);
        }

        RaiseChanged(old, pending.Actor, now, null, PeriodIndex + 1);
    }

    private void TakeChangeNow(ChangeTerms wanted, EventActor actor, DateTimeOffset now)
    {
        var today = CivilTime.DateAt(now, Customer.Zone);
        var (old, revenue) = (PlanTerms, LiveMrr);
        var proration = PeriodIndex >= 0 ? Prorated(wanted, today) : null;
        if (proration is null)
        {
            // Nothing is billed yet: what will be billed changes.
            Apply(wanted);
            if (wanted.Period != old.Period)
            {
                AnchorOn(TrialEnd ?? StartDate!.Value, 0);
            }
        }

        BookChange(revenue, now);
        Schedule();
        RaiseChanged(old, actor, now, proration, Math.Max(PeriodIndex, 0));
    }

    /// <summary>
    /// Applies the change to the running period: its unused days are given back as they were billed, and billed anew; where the billing
    /// period is another one, a whole new period begins today in their place, and is the anchor of all later ones.
    /// </summary>
    private ChangeProration Prorated(ChangeTerms wanted, DateOnly today)
    {
        var (billedPeriod, billedBy, unusedFrom) = (CurrentPeriod!.Value.Start, RunningChange?.SourceId, UnusedFrom(today)!.Value);
        var sourceId = Guid.CreateVersion7();
        List<PeriodLine> lines;
        if (wanted.Period == BillingPeriod)
        {
            var (days, fullDays) = (DaysLeft(today), RunningFullDays);
            Apply(wanted);
            lines = Discounted([.. Lines.Where(l => l.Recurring).Select(l => Prorated(l, days, fullDays))], (days, fullDays));
            RunningChange = RunningChange.Create(sourceId, fullDays);
            StretchedBilledEnd = null;
        }
        else
        {
            Apply(wanted);
            (StretchedStart, StretchedBilledEnd) = (null, null);
            AnchorOn(today, PeriodIndex);
            lines = Billed(Lines.Where(l => l.Recurring));
            RunningChange = RunningChange.Create(sourceId, FullDays(CurrentPeriod!.Value.Start, CurrentPeriod!.Value.End));
        }

        return new ChangeProration(
            sourceId, billedPeriod, billedBy, unusedFrom, CurrentPeriod!.Value.Start, today, CurrentPeriod!.Value.End, Currency, lines);
    }

    private int RunningFullDays => RunningChange?.FullDays
        ?? FullDays(StretchedStart ?? PeriodStart(PeriodIndex), StretchedBilledEnd ?? PeriodStart(PeriodIndex + 1));

    /// <summary>Days of the full period of which this is one, or the shorter one that leads to a billing day.</summary>
    private int FullDays(DateOnly start, DateOnly end)
    {
        var shorter = Terms.BillingDay > 0 && BillingPeriod.NextBillingDay(start, Terms.BillingDay) != start;
        return end.DayNumber - (shorter ? BillingPeriod.Start(end, -1, Terms.BillingDay) : start).DayNumber;
    }

    private PeriodLine Prorated(SubscriptionLine line, int days, int fullDays)
    {
        if (days == fullDays)
        {
            return line.ForEvents();
        }

        var full = line.Amount(Currency);
        return line.ForEvents() with
        {
            ProratedAmount = Currencies.Round(full * days / fullDays, Currency),
            Arithmetic = string.Create(CultureInfo.InvariantCulture, $"{days} of {fullDays} days x {Text(full)}"),
        };
    }

    private ChangeTerms Wanted(ChangeDecision decision)
    {
        var now = PlanTerms;
        var plan = decision.Plan is { } other && other.Id != PlanId ? other : null;
        var quantity = decision.Quantity ?? now.Quantity;
        if (plan is null && quantity == now.Quantity)
        {
            throw Refusal.Rule("NOTHING_CHANGES", $"{Number} has this plan in this quantity.");
        }

        if (plan is null)
        {
            return now with { Quantity = quantity };
        }

        if (plan.Period != BillingPeriod)
        {
            RequireOtherPeriod();
        }

        return new ChangeTerms(plan.Id, plan.Name, plan.Period, quantity, plan.Price, plan.TaxCode);
    }

    /// <summary>A term is counted in periods, and products are priced for one: neither can be told in another length of period.</summary>
    private void RequireOtherPeriod()
    {
        if (TermEndIndex is not null)
        {
            throw Refusal.Field("plan_id", "FIXED_TERM", "has another billing period than the order, whose fixed term is counted in periods.");
        }

        if (_lines.Any(l => l.Recurring && l.ProductId is not null))
        {
            throw Refusal.Field("plan_id", "PRODUCTS_PER_PERIOD", "has another billing period than the order, which has products that are priced per period.");
        }
    }

    private ChangeWhen When(ChangeWhen asked, ChangeTerms wanted)
    {
        if (asked != ChangeWhen.Usual)
        {
            return asked;
        }

        var change = wanted.Period.PerMonth(Currencies.Round(wanted.Quantity * wanted.UnitPrice, Currency)) - BillingPeriod.PerMonth(PlanLine.Amount(Currency));
        return change >= 0 || PeriodIndex < 0 ? ChangeWhen.Now : ChangeWhen.EndOfPeriod;
    }

    private void Apply(ChangeTerms terms)
    {
        var line = PlanLine;
        _lines.Remove(line);
        _lines.Add(SubscriptionLine.Create(Id, line.Position, new LineTerms(null, terms.PlanName, terms.Quantity, terms.UnitPrice, Recurring: true, terms.TaxCode)));
        (PlanId, PlanName, PeriodUnit, PeriodCount) = (terms.PlanId, terms.PlanName, terms.Period.Unit, terms.Period.Count);
        if (PeriodUnit is PeriodUnit.Day or PeriodUnit.Week && Terms.BillingDay > 0)
        {
            // Only months and years have one.
            Terms = Terms with { BillingDay = 0 };
        }

        SetSearchText();
    }

    private void BookChange(decimal before, DateTimeOffset at)
    {
        var change = LiveMrr - before;
        if (change != 0)
        {
            _movements.Add(MrrMovement.Create(this, change > 0 ? MrrMovementKind.Expansion : MrrMovementKind.Contraction, change, at));
        }
    }

    /// <param name="period">Number of the first one with the change.</param>
    private void RaiseChanged(ChangeTerms old, EventActor actor, DateTimeOffset now, ChangeProration? proration, int period)
    {
        UpdatedAt = now;
        Raise(new SubscriptionChanged(
            Guid.CreateVersion7(), Id, actor, now, OrderForEvents(), Customer.ForEvents(), ForEvents(old),
            ForEvents(PlanTerms) with { Discount = DiscountForEvents(PlanTerms, period) }, proration));
    }

    private void RaiseScheduled(PendingChange change, EventActor actor, DateTimeOffset now) => Raise(new SubscriptionChangeScheduled(
        Guid.CreateVersion7(), Id, actor, now, OrderForEvents(), Customer.ForEvents(), ForEvents(PlanTerms),
        ForEvents(change.Terms) with { Discount = DiscountForEvents(change.Terms, PeriodIndex + 1) }, PendingChangeDate ?? Pause?.ResumeDate?.AddDays(Pause.DaysLeft)));

    private void RaiseCancelled(PendingChange change, EventActor actor, DateTimeOffset now, bool byClose) => Raise(new SubscriptionChangeCancelled(
        Guid.CreateVersion7(), Id, actor, now, OrderForEvents(), Customer.ForEvents(), ForEvents(PlanTerms), ForEvents(change.Terms), byClose));

    private EventPlanTerms ForEvents(ChangeTerms terms) => new(
        terms.PlanName, terms.Quantity, new EventMoney(Currency, terms.UnitPrice), new EventInterval(terms.Period.Unit.ToString().ToLowerInvariant(), terms.Period.Count));
}
