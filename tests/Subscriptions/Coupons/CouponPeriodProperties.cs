using Contracts.Events;
using FsCheck;
using FsCheck.Fluent;
using ServiceDefaults.Errors;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Subscriptions.Time;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Coupons;

/// <summary>
/// domain.md C15a, read off what an order has told Billing: whatever begins a billing period, a change to another length too, uses exactly one period of the
/// coupon that is on it; one that lies ahead begins with it; one that was removed or is used up never acts again.
/// </summary>
public sealed class CouponPeriodProperties
{
    private static readonly Gen<int[]> Lives = Gen.ArrayOf(Gen.Choose(0, 1_000_000), 40);

    [Fact]
    public void Each_period_that_begins_uses_one_of_its_coupon() => Prop.ForAll(Lives.ToArbitrary(), steps =>
    {
        var life = new Life();
        foreach (var step in steps)
        {
            life.Step(step);
        }

        life.Agrees();
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    /// <summary>An order, its coupons as they were when they came onto it, and what it has told.</summary>
    private sealed class Life
    {
        private readonly Subscription _order = Quotation(40);
        private readonly Dictionary<string, BillingPeriod> _givenFor = [];
        private DateTimeOffset _now = Now;

        public Life()
        {
            _order.Confirm(Staff, _now);
        }

        public void Step(int step)
        {
            // Several steps on one day, too.
            _now = _now.AddHours(step % 5 == 0 ? 1 : step % 400);
            while (_order.ApplyDueResume(_now) || _order.StartDuePeriod(_now))
            {
            }

            try
            {
                Act(step / 400);
            }
            catch (DomainException)
            {
                // What is not possible now changes nothing.
            }
        }

        /// <summary>Plays what was told once more, knowing nothing but the rule.</summary>
        public void Agrees()
        {
            Applied? ahead = null;
            Applied? running = null;
            foreach (var e in _order.Events<IEvent>())
            {
                switch (e)
                {
                    case CouponApplied { Coupon: var coupon }:
                        // One that is in its last period makes room for the next.
                        (ahead is null || ahead.Left == 0).ShouldBeTrue();
                        ahead = new Applied(coupon.Code, coupon.Periods, coupon.Percent is not null && coupon.Periods is null ? null : _givenFor[coupon.Code]);
                        break;
                    case CouponRemoved { Coupon: var coupon }:
                        ahead!.Code.ShouldBe(coupon.Code);
                        ahead = null;
                        break;
                    case PeriodStarted period:
                        Begin();
                        Fits(period.Discount, period.PeriodStart, Length(period.FullPeriodDays));
                        break;
                    case SubscriptionChanged { Proration: { } rest } changed:
                        if (changed.Old.BillingPeriod != changed.New.BillingPeriod)
                        {
                            Begin();
                        }

                        Fits(rest.Discount, rest.Start, Length(rest.FullPeriodDays));
                        break;
                }
            }

            void Begin()
            {
                running = ahead is { Left: null or > 0 } ? ahead : null;
                ahead = running is { Left: { } left } ? running with { Left = left - 1 } : ahead;
            }

            void Fits(EventDiscount? reported, DateOnly start, BillingPeriod length)
            {
                var expected = running is { } coupon && (coupon.Only is null || coupon.Only == length) ? coupon.Code : null;
                reported?.Code.ShouldBe(expected, $"from {start:O}");
                (reported is null).ShouldBe(expected is null, $"{expected} from {start:O}");
            }
        }

        private static BillingPeriod Length(int days) => new(days switch { 7 => PeriodUnit.Week, > 31 => PeriodUnit.Year, _ => PeriodUnit.Month }, 1, PeriodCalendar.Gregorian);

        private void Act(int what)
        {
            switch (what % 10)
            {
                case 0 or 1 or 2:
                    _order.Change(new ChangeDecision(Plan(what / 10), null, ChangeWhen.Now), Staff, _now);
                    break;
                case 3:
                    _order.Change(new ChangeDecision(Plan(what / 10), null, ChangeWhen.EndOfPeriod), Staff, _now);
                    break;
                case 4:
                    _order.Change(new ChangeDecision(null, 1 + (what / 10 % 4), ChangeWhen.Now), Staff, _now);
                    break;
                case 5 or 6:
                    Apply(what / 10);
                    break;
                case 7 when _order.Discounts.Count > 0:
                    _order.RemoveCoupon(_order.Discounts[^1].Id, "discount_id", Staff, _now);
                    break;
                case 8:
                    _order.PauseFrom(CivilTime.DateAt(_now, _order.Customer.Zone).AddDays(1 + (what / 10 % 20)), Staff, _now);
                    break;
                default:
                    if (_order.Stage != Stage.Churned)
                    {
                        _order.Close(Decision(), Staff, _now);
                    }

                    _now = _now.AddDays(2);
                    _order.Reactivate(Staff, _now);
                    break;
            }
        }

        private void Apply(int how)
        {
            var (code, periods) = ($"C{_givenFor.Count}", how % 4 == 0 ? (int?)null : how % 4);
            _order.ApplyCoupon(how % 8 < 4 ? SomeCoupons.Percent(100, periods, code) : SomeCoupons.AmountOff(5, periods, code), "code", Staff, _now);
            var applied = _order.Discounts.Single(d => d.Code == code);
            _givenFor[code] = new BillingPeriod(applied.PeriodUnit, applied.PeriodCount, PeriodCalendar.Gregorian);
        }

        private static PlanOffer Plan(int which) => new(
            Guid.CreateVersion7(), new Dictionary<string, string> { ["en"] = "Other" },
            new BillingPeriod((which % 3) switch { 0 => PeriodUnit.Week, 1 => PeriodUnit.Month, _ => PeriodUnit.Year }, 1, PeriodCalendar.Gregorian), 10 + which % 7, "");

        /// <param name="Left">Periods; null: without an end.</param>
        /// <param name="Only">Takes something off periods of this length alone; null: of any.</param>
        private sealed record Applied(string Code, int? Left, BillingPeriod? Only);
    }
}
