using Contracts.Events;
using Contracts.Subscriptions.V1;
using Subscriptions.Time;

namespace Subscriptions.Orders;

public sealed partial class Subscription
{
    /// <summary>
    /// Closes this very object and plays on to the moment at which the close takes effect, so that what is shown before a close is what the
    /// close does. The object is of no use afterwards: it must not be saved.
    /// </summary>
    internal SimulatedClose SimulateClose(CloseDecision decision, EventActor actor, DateTimeOffset now)
    {
        Close(decision, actor, now);
        var scheduled = CloseScheduled;
        if (scheduled)
        {
            ApplyDueClose(Closing!.CloseAt);
        }

        return new SimulatedClose(
            Mails, Raised.OfType<SubscriptionClosed>().Single(), Raised.OfType<SubscriptionResumed>().SingleOrDefault()?.ResumeDate, [.. Raised.OfType<PeriodStarted>()],
            _movements.LastOrDefault(m => m.Kind == MrrMovementKind.Churn)?.Amount ?? 0);
    }

    /// <summary>The same for a reactivation.</summary>
    internal SimulatedReactivation SimulateReactivation(EventActor actor, DateTimeOffset now)
    {
        Reactivate(actor, now);
        return new SimulatedReactivation(
            Mails, Raised.OfType<SubscriptionReactivated>().Single(), [.. Raised.OfType<PeriodStarted>()], _movements.Sum(m => m.Amount));
    }

    /// <summary>The same for a change; one that waits for the next period is played on to it.</summary>
    internal SimulatedChange SimulateChange(ChangeDecision decision, EventActor actor, DateTimeOffset now)
    {
        Change(decision, actor, now);
        var changeDate = PendingChangeDate;
        if (changeDate is not null && NextInvoiceAt is { } next)
        {
            StartDuePeriod(next);
        }

        return new SimulatedChange(
            Mails, changeDate, Raised.OfType<SubscriptionChanged>().LastOrDefault()?.Proration, [.. Raised.OfType<PeriodStarted>()],
            _movements.Where(m => m.Kind is MrrMovementKind.Expansion or MrrMovementKind.Contraction).Sum(m => m.Amount));
    }

    /// <summary>The same for a renewal, which is played on to the next period for its price.</summary>
    internal SimulatedRenewal SimulateRenewal(EventActor actor, DateTimeOffset now)
    {
        Renew(actor, now);
        var (mails, termEnd, next) = (Mails, TermEnd, NextInvoiceAt);
        if (next is { } due)
        {
            StartDuePeriod(due);
        }

        return new SimulatedRenewal(mails, termEnd, next is { } at ? CivilTime.DateAt(at, Customer.Zone) : null, PriceNow);
    }

    /// <summary>That go to the customer for what was raised until now.</summary>
    private IReadOnlyList<MailPreview> Mails => [.. MailPreviews.Of(Raised)];
}

/// <summary>What a change would do.</summary>
/// <param name="ChangeDate">Day on which the next period starts with it; null when it works now.</param>
/// <param name="Proration">Of the running period; null when none runs, and when it waits for the next.</param>
/// <param name="Periods">Periods that would start up to the change, and with it.</param>
/// <param name="MrrChange">In the order's currency.</param>
internal sealed record SimulatedChange(
    IReadOnlyList<MailPreview> Mails, DateOnly? ChangeDate, ChangeProration? Proration, IReadOnlyList<PeriodStarted> Periods, decimal MrrChange);

/// <summary>What a renewal would do.</summary>
/// <param name="TermEnd">First day after the term that is added.</param>
/// <param name="NextInvoice">Day on which the next period starts.</param>
/// <param name="Price">Of that period.</param>
internal sealed record SimulatedRenewal(IReadOnlyList<MailPreview> Mails, DateOnly? TermEnd, DateOnly? NextInvoice, PeriodPrice Price);

/// <summary>What a reactivation would do.</summary>
/// <param name="Periods">Periods that would start at once.</param>
/// <param name="MrrChange">Zero or positive, in the order's currency.</param>
internal sealed record SimulatedReactivation(
    IReadOnlyList<MailPreview> Mails, SubscriptionReactivated Reactivated, IReadOnlyList<PeriodStarted> Periods, decimal MrrChange);

/// <summary>What a close would do.</summary>
/// <param name="ResumeDate">Day on which a pause ends before; null when none does.</param>
/// <param name="Periods">Periods that would start before it, oldest first.</param>
/// <param name="MrrChange">Zero or negative, in the order's currency.</param>
internal sealed record SimulatedClose(
    IReadOnlyList<MailPreview> Mails, SubscriptionClosed Closed, DateOnly? ResumeDate, IReadOnlyList<PeriodStarted> Periods, decimal MrrChange);
