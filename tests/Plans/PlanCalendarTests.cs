using Contracts.Common.V1;
using Contracts.Events;
using Google.Protobuf.WellKnownTypes;
using static Plans.Tests.Some;
using Wire = Contracts.Plans.V1;

namespace Plans.Tests;

/// <summary>The calendar that counts a plan's months and years (domain.md C3).</summary>
public sealed class PlanCalendarTests(PlansUnderTest plans) : IClassFixture<PlansUnderTest>
{
    [Theory]
    [InlineData(IntervalUnit.Month, BillingCalendar.Unspecified, BillingCalendar.Gregorian)]
    [InlineData(IntervalUnit.Week, BillingCalendar.Gregorian, BillingCalendar.Gregorian)]
    [InlineData(IntervalUnit.Day, BillingCalendar.Unspecified, BillingCalendar.Gregorian)]
    [InlineData(IntervalUnit.Month, BillingCalendar.Persian, BillingCalendar.Persian)]
    [InlineData(IntervalUnit.Year, BillingCalendar.Persian, BillingCalendar.Persian)]
    public async Task A_plan_is_read_back_with_its_calendar_which_is_Gregorian_unless_it_says_otherwise(IntervalUnit unit, BillingCalendar asked, BillingCalendar kept)
    {
        var created = await plans.Create(Plan(change: p => p.BillingPeriod = new BillingInterval { Unit = unit, Count = 2, Calendar = asked }));

        created.BillingPeriod.ShouldBe(new BillingInterval { Unit = unit, Count = 2, Calendar = kept });
        (await plans.Read(created)).ShouldBe(created);
        (await plans.All()).Plans.Plans.Single(p => p.Id == created.Id).ShouldBe(created);
    }

    [Fact]
    public async Task Each_part_of_the_period_is_changed_alone_by_its_mask_and_checked_with_the_parts_that_stay()
    {
        var plan = await plans.Create(Plan());

        (await Update(new() { Calendar = BillingCalendar.Persian }, "billing_period.calendar")).ShouldBe(Period(IntervalUnit.Month, 1, BillingCalendar.Persian));
        (await Update(new() { Count = 13 }, "billing_period.count")).ShouldBe(Period(IntervalUnit.Month, 13, BillingCalendar.Persian));
        (await Refused.By(Call(new() { Unit = IntervalUnit.Week }, "billing_period.unit"))).Violations.ShouldBe(["plan.billing_period.calendar:NOT_BY_MONTH"]);
        (await Refused.By(Call(new() { Unit = IntervalUnit.Year }, "billing_period.unit"))).Violations.ShouldBe(["plan.billing_period.count:OUT_OF_RANGE"]);
        (await Refused.By(Call(null, "billing_period.unit"))).Violations.ShouldBe(["plan.billing_period:REQUIRED"]);
        (await plans.Read(plan)).BillingPeriod.ShouldBe(Period(IntervalUnit.Month, 13, BillingCalendar.Persian));
        (await plans.Plans.UpdatePlanAsync(new() { Plan = new() { Id = plan.Id, Name = Text(("en", "Other")) }, UpdateMask = new() { Paths = { "name" } } }))
            .BillingPeriod.Calendar.ShouldBe(BillingCalendar.Persian);
        (await Update(new() { Unit = IntervalUnit.Week, Count = 1 }, "billing_period")).ShouldBe(Period(IntervalUnit.Week, 1, BillingCalendar.Gregorian));

        async Task<BillingInterval> Update(BillingInterval period, string path) => (await Call(period, path)).BillingPeriod;

        Grpc.Core.AsyncUnaryCall<Wire.Plan> Call(BillingInterval? period, string path) => plans.Plans.UpdatePlanAsync(
            new Wire.UpdatePlanRequest { Plan = new Wire.Plan { Id = plan.Id, BillingPeriod = period }, UpdateMask = new FieldMask { Paths = { path } } });
    }

    [Fact]
    public async Task The_others_are_told_the_period_and_its_calendar()
    {
        var plan = await plans.Create(Plan(change: p => p.BillingPeriod = Period(IntervalUnit.Year, 2, BillingCalendar.Persian)));
        await plans.Plans.ArchivePlanAsync(new() { Id = plan.Id });

        (await plans.Service.Raised<PlanChanged>()).Where(e => e.AggregateId == Guid.Parse(plan.Id)).Select(e => e.BillingPeriod)
            .ShouldBe([new EventInterval("year", 2, "persian"), new EventInterval("year", 2, "persian")]);
    }

    private static BillingInterval Period(IntervalUnit unit, int count, BillingCalendar calendar) => new() { Unit = unit, Count = count, Calendar = calendar };
}
