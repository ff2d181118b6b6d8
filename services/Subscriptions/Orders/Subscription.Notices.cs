using Contracts.Events;
using ServiceDefaults.Access;
using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>Notices before a charge that is easily forgotten: the first one after a trial, and the next of a long period.</summary>
public sealed partial class Subscription
{
    private const int TrialNoticeDays = 7;
    private const int RenewalNoticeDays = 30;

    /// <summary>Instant at which notice of the next charge is due; null when it needs none.</summary>
    public DateTimeOffset? ChargeNoticeDueAt { get; private set; }

    /// <summary>Day of the charge of which notice was given last; null when of none.</summary>
    public DateOnly? ChargeNoticedFor { get; private set; }

    /// <summary>Gives notice of the charge that lies ahead, once for each; one that is due already is made instead.</summary>
    /// <returns>False when nothing was due.</returns>
    public bool RaiseDueChargeNotice(DateTimeOffset now)
    {
        if (ChargeNoticeDueAt is not { } due || due > now || NextCharge() is not { } charge)
        {
            return false;
        }

        ChargeNoticeDueAt = null;
        ChargeNoticedFor = charge.Day;
        UpdatedAt = now;
        if (NextInvoiceAt > now)
        {
            var price = PriceOfNext();
            Raise(new SubscriptionChargeAhead(
                Guid.CreateVersion7(), Id, Caller.System, now, SubjectForEvents(), Customer.ForEvents(), charge.AfterTrial, charge.Day,
                new EventMoney(Currency, price.Gross), PeriodOfNext.ForEvents(), ForEvents(price)));
        }

        return true;
    }

    /// <summary>The day of the notice; null where none is needed, or it was given.</summary>
    private DateOnly? ChargeNoticeDay() => NextCharge() is { } charge && charge.Day != ChargeNoticedFor && PriceOfNext().Net > 0 ? charge.NoticeDay : null;

    private BillingPeriod PeriodOfNext => EffectiveChange?.Terms.Period ?? BillingPeriod;

    private PeriodPrice PriceOfNext() => EffectiveChange is { } change ? PriceWith(change.Terms, PeriodIndex + 1) : PriceOf(PeriodIndex + 1);

    /// <summary>The next charge, where it is one that needs notice.</summary>
    private (DateOnly Day, DateOnly NoticeDay, bool AfterTrial)? NextCharge()
    {
        if (NextInvoiceAt is null)
        {
            return null;
        }

        var day = PeriodStart(PeriodIndex + 1);
        if (InTrial)
        {
            var notice = day.AddDays(-TrialNoticeDays);
            return (day, notice > StartDate ? notice : StartDate!.Value, true);
        }

        return HasBegun && PeriodOfNext.IsSixMonthsOrMore ? (day, day.AddDays(-RenewalNoticeDays), false) : null;
    }
}
