using Contracts.Common.V1;
using Contracts.Conversions;
using Google.Protobuf.WellKnownTypes;
using Subscriptions.Coupons;
using Subscriptions.Orders.Discounts;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders.Portal;

/// <summary>Orders as their customers see them, without what is the business's own.</summary>
internal static class PortalWire
{
    /// <param name="language">Of the names; the customer's own when null.</param>
    public static Wire.PortalSubscription ToPortal(this Subscription subscription, string? language = null)
    {
        language ??= subscription.Customer.Language;
        var closing = subscription.Closing;
        var pause = subscription.Stage == Stage.Paused ? subscription.Pause : null;
        var wire = new Wire.PortalSubscription
        {
            Id = subscription.Id.ToString(),
            Number = subscription.Number,
            Stage = subscription.Stage.ToWire(),
            PlanName = subscription.PlanName.In(language),
            BillingPeriod = subscription.BillingPeriod.ToWire(),
            RecurringTotal = Money.From(subscription.RecurringTotal, subscription.Currency),
            StartDate = SubscriptionWire.ToWire(subscription.StartDate),
            CurrentPeriodStart = SubscriptionWire.ToWire(subscription.CurrentPeriod?.Start),
            CurrentPeriodEnd = SubscriptionWire.ToWire(subscription.CurrentPeriod?.End),
            NextInvoiceDate = subscription.NextInvoiceDate(),
            CloseTime = closing is null ? null : Timestamp.FromDateTimeOffset(closing.CloseAt),
            EndDate = SubscriptionWire.ToWire(closing?.EndDate),
            CloseReason = closing is { ByCustomer: true } ? closing.Reason.In(language) : "",
            PauseDate = SubscriptionWire.ToWire(pause?.PauseDate),
            ResumeDate = SubscriptionWire.ToWire(pause?.ResumeDate),
            Terms = subscription.Terms.ToWire(),
            TrialEndDate = SubscriptionWire.ToWire(subscription.InTrial ? subscription.TrialEnd : null),
            TermEndDate = subscription.TermEndDate(),
            CancelledChange = subscription.CancelledChange(),
            UndoUntil = closing is { ByCustomer: true, UndoUntil: { } until } ? Timestamp.FromDateTimeOffset(until) : null,
            PendingChange = subscription.EffectiveChange is not { } change ? null : new Wire.PortalPendingChange
            {
                PlanName = change.PlanName.In(language),
                BillingPeriod = change.Terms.Period.ToWire(),
                Quantity = change.Quantity,
                UnitPrice = Money.From(change.UnitPrice, subscription.Currency),
                ChangeDate = SubscriptionWire.ToWire(subscription.PendingChangeDate),
            },
            RestrictedTime = subscription.RestrictionInForce is { } restriction ? Timestamp.FromDateTimeOffset(restriction.Since) : null,
            DunningCaseId = subscription.RestrictionInForce?.CaseId.ToString() ?? "",
            Etag = subscription.Etag,
            DiscountedTotal = Money.From(subscription.DiscountedTotal, subscription.Currency),
        };
        wire.Discounts.Add(subscription.Discounts.Select(discount => discount.ToPortal(subscription, language)).Where(d => d.State != Wire.DiscountState.Over));
        wire.Lines.Add(subscription.Lines.Select(line => new Wire.PortalSubscriptionLine
        {
            Description = line.Description.In(language),
            Quantity = line.Quantity,
            UnitPrice = Money.From(line.UnitPrice, subscription.Currency),
            Amount = Money.From(line.Amount(subscription.Currency), subscription.Currency),
            Recurring = line.Recurring,
        }));
        return wire;
    }

    private static Wire.PortalDiscount ToPortal(this AppliedDiscount discount, Subscription subscription, string language)
    {
        var (start, end) = subscription.DaysOf(discount);
        return new Wire.PortalDiscount
        {
            Code = discount.Code,
            Name = discount.Name.In(language),
            PercentBasisPoints = CouponWire.BasisPoints(discount.Percent),
            AmountOff = CouponWire.AmountOff(discount.Terms),
            Periods = discount.Periods ?? 0,
            State = DiscountWire.State(discount, subscription),
            Discount = Money.From(subscription.OffFullPeriod(discount), subscription.Currency),
            StartDate = SubscriptionWire.ToWire(start),
            EndDate = SubscriptionWire.ToWire(end),
        };
    }
}
