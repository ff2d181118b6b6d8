using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Plans.V1;
using Google.Protobuf.WellKnownTypes;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Orders;

/// <summary>What a close credits, and how: what whoever decides it says, and else what the plan says (domain.md "Closing credit").</summary>
public sealed class ClosingPolicyTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    public static TheoryData<Wire.ClosingCredit, ClosingSettlement, Wire.ClosingCredit, ClosingSettlement> Decisions => new()
    {
        { Wire.ClosingCredit.Unspecified, ClosingSettlement.Unspecified, Wire.ClosingCredit.Prorated, ClosingSettlement.Refund },
        { Wire.ClosingCredit.Full, ClosingSettlement.Unspecified, Wire.ClosingCredit.Full, ClosingSettlement.Refund },
        { Wire.ClosingCredit.Unspecified, ClosingSettlement.AccountCredit, Wire.ClosingCredit.Prorated, ClosingSettlement.AccountCredit },
        { Wire.ClosingCredit.None, ClosingSettlement.Unspecified, Wire.ClosingCredit.None, ClosingSettlement.Unspecified },
    };

    /// <summary>The plan says: prorated, as a refund.</summary>
    [Theory]
    [MemberData(nameof(Decisions))]
    public async Task Staff_may_say_otherwise_than_the_plan(Wire.ClosingCredit credit, ClosingSettlement settlement, Wire.ClosingCredit given, ClosingSettlement settled)
    {
        var order = await service.Confirmed(plan: await Refunding());

        var closed = await service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved", Credit = credit, Settlement = settlement });

        (closed.Closing.Credit, closed.Closing.Settlement).ShouldBe((given, settled));
    }

    [Fact]
    public async Task A_customer_gets_what_the_plan_says()
    {
        var order = await service.Confirmed(plan: await Refunding());

        await service.Portal(order.CustomerId).CloseSubscriptionAsync(new() { Id = order.Id, ReasonId = (await service.Reason()).Id });

        var reported = (await service.Host.Raised<SubscriptionsDb, SubscriptionClosed>()).Single(e => e.AggregateId == Guid.Parse(order.Id));
        (reported.Credit, reported.Settlement).ShouldBe(("prorated", "refund"));
    }

    private async Task<Plan> Refunding() => await service.Plans.UpdatePlanAsync(new UpdatePlanRequest
    {
        Plan = new Plan { Id = (await service.Plan()).Id, Closing = new ClosingPolicy { Credit = PlanClosingCredit.Prorated, Settlement = ClosingSettlement.Refund } },
        UpdateMask = new FieldMask { Paths = { "closing" } },
    });
}
