using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Subscriptions.Catalogue;
using Subscriptions.Coupons;
using Subscriptions.Orders.Discounts;
using Subscriptions.Time;
using Common = Contracts.Common.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Orders as the contracts show them to staff.</summary>
internal static class SubscriptionWire
{
    public static Wire.Subscription ToWire(this Subscription subscription)
    {
        var wire = new Wire.Subscription
        {
            Id = subscription.Id.ToString(),
            Number = subscription.Number,
            CustomerId = subscription.CustomerId.ToString(),
            CustomerName = subscription.Customer.Name,
            CustomerLanguage = subscription.Customer.Language,
            TimeZone = subscription.Customer.TimeZone,
            Stage = subscription.Stage.ToWire(),
            PlanId = subscription.PlanId.ToString(),
            PlanName = LocalizedText.From(subscription.PlanName),
            BillingPeriod = subscription.BillingPeriod.ToWire(),
            RecurringTotal = Money.From(subscription.RecurringTotal, subscription.Currency),
            StartDate = ToWire(subscription.StartDate),
            CurrentPeriodStart = ToWire(subscription.CurrentPeriod?.Start),
            CurrentPeriodEnd = ToWire(subscription.CurrentPeriod?.End),
            NextInvoiceDate = subscription.NextInvoiceDate(),
            SendTime = subscription.SentAt?.ToTimestamp(),
            ConfirmTime = subscription.ConfirmedAt?.ToTimestamp(),
            Closing = subscription.Closing?.ToWire(),
            Pause = subscription.Stage == Stage.Paused ? subscription.Pause?.ToWire() : null,
            Terms = subscription.Terms.ToWire(),
            TrialEndDate = ToWire(subscription.InTrial ? subscription.TrialEnd : null),
            TermEndDate = subscription.TermEndDate(),
            PendingChange = subscription.EffectiveChange?.ToWire(subscription),
            CancelledChange = subscription.CancelledChange(),
            RestrictedTime = subscription.RestrictionInForce?.Since.ToTimestamp(),
            DunningCaseId = subscription.RestrictionInForce?.CaseId.ToString() ?? "",
            DiscountedTotal = Money.From(subscription.DiscountedTotal, subscription.Currency),
            CouponCode = subscription.QuotedDiscount?.Code ?? "",
            CreateTime = subscription.CreatedAt.ToTimestamp(),
            UpdateTime = subscription.UpdatedAt.ToTimestamp(),
            Etag = subscription.Etag,
        };
        wire.Lines.Add(subscription.Lines.Select(line => line.ToWire(subscription.Currency)));
        wire.Discounts.Add(subscription.Discounts.Select(discount => discount.ToWire(subscription)));
        return wire;
    }

    public static Wire.Stage ToWire(this Stage stage) => stage switch
    {
        Stage.Quotation => Wire.Stage.Quotation,
        Stage.InProgress => Wire.Stage.InProgress,
        Stage.Paused => Wire.Stage.Paused,
        Stage.ToRenew => Wire.Stage.ToRenew,
        Stage.Churned => Wire.Stage.Churned,
        Stage.Cancelled => Wire.Stage.Cancelled,
        _ => Wire.Stage.Unspecified,
    };

    public static Stage? ToDomain(this Wire.Stage stage) => stage switch
    {
        Wire.Stage.Quotation => Stage.Quotation,
        Wire.Stage.InProgress => Stage.InProgress,
        Wire.Stage.Paused => Stage.Paused,
        Wire.Stage.ToRenew => Stage.ToRenew,
        Wire.Stage.Churned => Stage.Churned,
        Wire.Stage.Cancelled => Stage.Cancelled,
        _ => null,
    };

    public static BillingInterval ToWire(this BillingPeriod period) => new()
    {
        Count = period.Count,
        Unit = period.Unit switch
        {
            PeriodUnit.Day => IntervalUnit.Day,
            PeriodUnit.Week => IntervalUnit.Week,
            PeriodUnit.Month => IntervalUnit.Month,
            _ => IntervalUnit.Year,
        },
        Calendar = period.Calendar == PeriodCalendar.Persian ? BillingCalendar.Persian : BillingCalendar.Gregorian,
    };

    public static Date? ToWire(DateOnly? date) => date is { } day ? Date.From(day) : null;

    public static Date? NextInvoiceDate(this Subscription subscription) =>
        subscription.NextInvoiceAt is { } at ? Date.From(CivilTime.DateAt(at, subscription.Customer.Zone)) : null;

    /// <summary>A pause moves the end of the term with everything else: until it is over nobody knows it.</summary>
    public static Date? TermEndDate(this Subscription subscription) =>
        ToWire(subscription.Stage is Stage.InProgress or Stage.ToRenew ? subscription.TermEnd : null);

    private static Wire.SubscriptionLine ToWire(this SubscriptionLine line, string currency) => new()
    {
        Id = line.Id.ToString(),
        ProductId = line.ProductId?.ToString() ?? "",
        Description = LocalizedText.From(line.Description),
        Quantity = line.Quantity,
        UnitPrice = Money.From(line.UnitPrice, currency),
        Amount = Money.From(line.Amount(currency), currency),
        Recurring = line.Recurring,
        TaxCode = line.TaxCode,
    };

    public static Wire.ClosingCredit ToWire(this ClosingCredit credit) => credit switch
    {
        ClosingCredit.Prorated => Wire.ClosingCredit.Prorated,
        ClosingCredit.Full => Wire.ClosingCredit.Full,
        _ => Wire.ClosingCredit.None,
    };

    public static Common.ClosingSettlement ToWire(this Catalogue.ClosingSettlement settlement) =>
        settlement == Catalogue.ClosingSettlement.Refund ? Common.ClosingSettlement.Refund : Common.ClosingSettlement.AccountCredit;

    private static Wire.Closing ToWire(this Closing closing) => new()
    {
        CloseTime = closing.CloseAt.ToTimestamp(),
        EndDate = Date.From(closing.EndDate),
        ReasonId = closing.ReasonId?.ToString() ?? "",
        ReasonCode = closing.ReasonCode,
        Reason = LocalizedText.From(closing.Reason),
        Comment = closing.Comment,
        Credit = closing.Credit.ToWire(),
        Actor = Actor.From(closing.Actor),
        DecideTime = closing.DecidedAt.ToTimestamp(),
        Settlement = closing.Credit == ClosingCredit.None ? Common.ClosingSettlement.Unspecified : closing.Settlement.ToWire(),
        UndoUntil = closing.UndoUntil?.ToTimestamp(),
    };

    private static Wire.Pause ToWire(this Pause pause) => new()
    {
        PauseDate = Date.From(pause.PauseDate),
        ResumeDate = ToWire(pause.ResumeDate),
        DaysLeft = pause.DaysLeft,
        Actor = Actor.From(pause.Actor),
    };

    /// <summary>The change that a close has suspended; null when there is none.</summary>
    public static Wire.CancelledChange? CancelledChange(this Subscription subscription) => subscription.SuspendedChange is not { } change ? null : new Wire.CancelledChange
    {
        PlanName = LocalizedText.From(change.PlanName),
        Quantity = change.Quantity,
        ChangeDate = ToWire(subscription.PendingChangeDate),
    };

    public static Wire.PeriodPrice ToWire(this PeriodPrice price, string currency) => new()
    {
        RecurringTotal = Money.From(price.Gross, currency),
        CouponCode = price.Discount?.Code ?? "",
        CouponName = price.Discount is { } discount ? LocalizedText.From(discount.Name) : null,
        Discount = Money.From(price.Off, currency),
        DiscountedTotal = Money.From(price.Net, currency),
        DiscountedPeriods = price.Periods ?? 0,
        DiscountEndDate = ToWire(price.Until),
    };

    private static Wire.PendingChange ToWire(this PendingChange change, Subscription subscription) => new()
    {
        PlanId = change.PlanId.ToString(),
        PlanName = LocalizedText.From(change.PlanName),
        BillingPeriod = change.Terms.Period.ToWire(),
        Quantity = change.Quantity,
        UnitPrice = Money.From(change.UnitPrice, subscription.Currency),
        ChangeDate = ToWire(subscription.PendingChangeDate),
        Actor = Actor.From(change.Actor),
        DecideTime = change.DecidedAt.ToTimestamp(),
    };

    private static Timestamp ToTimestamp(this DateTimeOffset instant) => Timestamp.FromDateTimeOffset(instant);
}
