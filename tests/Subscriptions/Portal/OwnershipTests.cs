using Contracts.Plans.V1;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Portal;

/// <summary>No rpc of the portal reaches an order that is not the calling customer's, to change it, to look at it or to compute from it.</summary>
public sealed class OwnershipTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    private static readonly IList<MethodDescriptor> Rpcs = Wire.PortalService.Descriptor.Methods;

    /// <summary>Every other one is in the test of what is answered about oneself.</summary>
    private static readonly string[] NamingAnOrder = [.. Rpcs.Where(rpc => rpc.InputType.FindFieldByName("id") is not null).Select(rpc => rpc.Name)];

    private string _reason = "";
    private string _code = "";

    public static TheoryData<string> OfAnOrder => [.. NamingAnOrder];

    [Theory]
    [MemberData(nameof(OfAnOrder))]
    public async Task Another_customers_order_does_not_exist_and_stays_as_it_is(string rpc)
    {
        await Prepare();
        var order = await service.Confirmed(plan: await Plan());
        var stranger = Guid.Parse((await service.Customer()).Id);
        var before = await service.Footprint();

        (await Call(rpc, order.Id, stranger)).ShouldNotBeNull("it was answered").Status.ShouldBe(StatusCode.NotFound);
        if (IsReading(rpc))
        {
            (await Call(rpc, order.Id, stranger, preview: true)).ShouldNotBeNull("it was answered").Status.ShouldBe(StatusCode.NotFound);
        }

        (await service.Footprint()).ShouldBe(before);
        (await service.Read(order)).ShouldBe(order);
        (await Call(rpc, order.Id, Guid.Parse(order.CustomerId)))?.Status.ShouldNotBe(StatusCode.NotFound, "it is the owner's");
    }

    [Theory]
    [MemberData(nameof(OfAnOrder))]
    public async Task Neither_do_own_quotations_that_were_never_sent_or_were_withdrawn(string rpc)
    {
        await Prepare();
        var plan = await Plan();
        var draft = await service.Quotation(plan: plan);
        var withdrawn = await service.Orders.SendQuotationAsync(new() { Id = (await service.Quotation(plan: plan)).Id });
        await service.Orders.CancelQuotationAsync(new() { Id = withdrawn.Id });

        foreach (var order in (Wire.Subscription[])[draft, withdrawn])
        {
            (await Call(rpc, order.Id, Guid.Parse(order.CustomerId))).ShouldNotBeNull("it was answered").Status.ShouldBe(StatusCode.NotFound);
        }
    }

    [Fact]
    public async Task What_names_no_order_tells_of_oneself_alone()
    {
        Rpcs.Select(rpc => rpc.Name).Except(NamingAnOrder).ShouldBe(["GetProfile", "ListSubscriptions", "ListCloseReasons"], ignoreOrder: true);
        var (ada, other) = (await service.Customer(), await service.Customer());
        var plan = await Plan();
        await service.Confirmed(other, plan);
        List<Wire.Subscription> own = [await service.Confirmed(ada, plan), await service.Confirmed(ada, plan)];
        await service.Confirmed(other, plan);
        await service.Quotation(ada, plan);
        var portal = service.Portal(ada);

        (await portal.GetProfileAsync(new())).CustomerId.ShouldBe(ada.Id);
        var first = await portal.ListSubscriptionsAsync(new() { PageSize = 1 });
        var second = await portal.ListSubscriptionsAsync(new() { PageSize = 1, PageToken = first.NextPageToken });
        first.Subscriptions.Concat(second.Subscriptions).Select(s => s.Id).ShouldBe(own.Select(s => s.Id), ignoreOrder: true);
        second.NextPageToken.ShouldBeEmpty();
    }

    private static bool IsReading(string rpc) => Find(rpc).GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects;

    private static MethodDescriptor Find(string rpc) => Rpcs.Single(r => r.Name == rpc);

    /// <summary>A request with which the owner would get through to the order.</summary>
    /// <param name="preview">By staff, who look at the portal as this customer.</param>
    private async Task<Refused?> Call(string rpc, string order, Guid customer, bool preview = false)
    {
        var invoker = service.Host.Invoker(service.Host.Tokens.Customer("subscriptions", customer, preview: preview));
        var request = Find(rpc).Request(("id", order), ("reason_id", _reason), ("quantity", 2), ("code", _code));
        return (await invoker.Call(Find(rpc), request)).Refused;
    }

    /// <summary>What requests need besides an order.</summary>
    private async Task Prepare() => (_reason, _code) = ((await service.Reason()).Id, (await service.Coupon()).Code);

    /// <summary>One on which customers may do everything.</summary>
    private async Task<Plan> Plan()
    {
        var plan = await service.Plan();
        return await service.Plans.UpdatePlanAsync(new UpdatePlanRequest
        {
            Plan = new Plan
            {
                Id = plan.Id,
                SelfService = new SelfService { Closable = true, Pausable = true, Reactivatable = true, Renewable = true, PlanChangeable = true, QuantityChangeable = true },
            },
            UpdateMask = new FieldMask { Paths = { "self_service" } },
        });
    }
}
