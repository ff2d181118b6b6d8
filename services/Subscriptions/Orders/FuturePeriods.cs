using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Events;
using Google.Protobuf.WellKnownTypes;
using Subscriptions.Coupons;
using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>Periods that will be billed, as Billing is asked about them: it says what they come to.</summary>
internal static class FuturePeriods
{
    public static FuturePeriod ToFuture(this PeriodStarted period, Subscription subscription, DateTimeOffset now) =>
        Future(period.PeriodStart, period.PeriodEnd, period.FullPeriodDays, period.Lines, period.Discount, subscription, now);

    public static FuturePeriod ToFuture(this ChangeProration rest, Subscription subscription, DateTimeOffset now) =>
        Future(rest.Start, rest.End, rest.FullPeriodDays, rest.Lines, rest.Discount, subscription, now);

    private static FuturePeriod Future(
        DateOnly start, DateOnly end, int fullDays, IReadOnlyList<PeriodLine> lines, EventDiscount? discount, Subscription subscription, DateTimeOffset now)
    {
        var (currency, due) = (subscription.Currency, CivilTime.StartOfDay(start, subscription.Customer.Zone));
        return new FuturePeriod
        {
            Start = Date.From(start),
            End = Date.From(end),
            FullPeriodDays = fullDays,
            // Missed periods are billed now.
            IssueTime = Timestamp.FromDateTimeOffset(due > now ? due : now),
            Lines =
            {
                lines.Select(line => new FutureLine
                {
                    Quantity = line.Quantity,
                    UnitPrice = Money.From(line.UnitPrice, currency),
                    Recurring = line.Recurring,
                    TaxCode = line.TaxCode,
                }),
            },
            Discount = discount is null ? null : new FutureDiscount
            {
                Code = discount.Code,
                PercentBasisPoints = CouponWire.BasisPoints(discount.Percent),
                AmountOff = discount.AmountOff is { } amount ? Money.From(amount, currency) : null,
            },
        };
    }
}
