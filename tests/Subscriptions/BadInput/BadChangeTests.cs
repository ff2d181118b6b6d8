using Contracts.Common.V1;
using Contracts.Plans.V1;
using Grpc.Core;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.BadInput;

public sealed class BadChangeTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    [Theory]
    [InlineData("nothing", "plan_id:REQUIRED")]
    [InlineData("no id", "plan_id:NOT_AN_ID")]
    [InlineData("unknown plan", "plan_id:UNKNOWN")]
    [InlineData("archived plan", "plan_id:ARCHIVED")]
    [InlineData("plan in another currency", "plan_id:WRONG_CURRENCY")]
    [InlineData("other period in a fixed term", "plan_id:FIXED_TERM")]
    [InlineData("other calendar in a fixed term", "plan_id:FIXED_TERM")]
    [InlineData("quantity of -1", "quantity:OUT_OF_RANGE")]
    [InlineData("quantity of 10,001", "quantity:OUT_OF_RANGE")]
    [InlineData("unknown moment", "when:UNKNOWN")]
    [InlineData("quantity that makes too much of it", "quantity:TOTAL_TOO_LARGE")]
    [InlineData("plan that is too much beside the rest", "plan_id:TOTAL_TOO_LARGE")]
    public async Task A_bad_change_is_refused_and_nothing_changes(string what, string violation)
    {
        var order = await Confirmed();
        var request = new Wire.ChangeSubscriptionRequest { Id = order.Id, Quantity = 2 };
        switch (what)
        {
            case "nothing":
                request.Quantity = 0;
                break;
            case "no id":
                request.PlanId = "Pro";
                break;
            case "unknown plan":
                request.PlanId = "01936c3e-0000-7000-8000-000000000000";
                break;
            case "archived plan":
                request.PlanId = (await service.Plan(50)).Id;
                await service.Plans.ArchivePlanAsync(new ArchivePlanRequest { Id = request.PlanId });
                break;
            case "plan in another currency":
                request.PlanId = (await service.Plan(50, currency: "USD")).Id;
                break;
            case "other period in a fixed term":
                request.PlanId = (await service.Plan(500, unit: IntervalUnit.Year)).Id;
                break;
            case "other calendar in a fixed term":
                request.PlanId = (await service.Plan(50, calendar: BillingCalendar.Persian)).Id;
                break;
            case "quantity that makes too much of it":
                (request.PlanId, request.Quantity) = ((await service.Plan(100_000_000)).Id, 10_000);
                break;
            case "plan that is too much beside the rest":
                (request.PlanId, request.Quantity) = ((await service.Plan(999_999_999_995)).Id, 0);
                break;
            case "quantity of -1":
                request.Quantity = -1;
                break;
            case "quantity of 10,001":
                request.Quantity = 10_001;
                break;
            default:
                request.When = (Wire.ChangeWhen)9;
                break;
        }

        var before = await service.Footprint();
        var refused = await Refused.By(service.Orders.ChangeSubscriptionAsync(request));

        refused.Status.ShouldBe(StatusCode.InvalidArgument);
        refused.Violations.ShouldContain(violation);
        (await service.Footprint()).ShouldBe(before);
    }

    /// <summary>A year of a plan, and of a product for 5.00.</summary>
    private async Task<Wire.Subscription> Confirmed()
    {
        var quotation = await service.Orders.CreateSubscriptionAsync(new()
        {
            Subscription = new Wire.Subscription
            {
                CustomerId = (await service.Customer()).Id,
                PlanId = (await service.Plan()).Id,
                Terms = new BillingTerms { TermPeriods = 12 },
                Lines = { new Wire.SubscriptionLine { ProductId = (await service.Product()).Id, Quantity = 1 } },
            },
        });
        return await service.Orders.ConfirmSubscriptionAsync(new() { Id = quotation.Id });
    }

    [Fact]
    public async Task The_same_plan_in_the_same_quantity_is_no_change()
    {
        var order = await service.Confirmed();

        (await Refused.By(service.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = order.PlanId, Quantity = 1 }))).Reason.ShouldBe("NOTHING_CHANGES");
    }
}
