using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Subscriptions.V1;
using Subscriptions.Tests.Support;

namespace Subscriptions.Tests.Passes;

/// <summary>Words for what tests of passes do again and again.</summary>
internal static class PassesUnderTest
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    public static PassService.PassServiceClient Passes(this SubscriptionsUnderTest service) =>
        service.Host.Client<PassService.PassServiceClient>(service.Host.Tokens.Staff("subscriptions"));

    public static PortalPassService.PortalPassServiceClient PortalPasses(this SubscriptionsUnderTest service, Customer customer) =>
        service.Host.Client<PortalPassService.PortalPassServiceClient>(service.Host.Tokens.Customer("subscriptions", Guid.Parse(customer.Id)));

    /// <summary>A template as Plans announces it; known here when this returns.</summary>
    /// <param name="id">Of one that is announced again.</param>
    public static async Task<string> Template(
        this SubscriptionsUnderTest service, decimal price = 40, int classes = 8, string unit = "month", int count = 1, EventClassType? type = null, bool overlapping = false,
        bool shared = false, int grace = 0, string start = "sale", bool freestyle = false, bool online = false, bool archived = false, bool mayFreeze = false, int freezeDays = 0,
        bool lateCancelCounts = true, bool noShowCounts = true, string currency = "EUR", string name = "Standard", string? id = null)
    {
        var e = new PassTemplateChanged(
            Guid.CreateVersion7(), id is null ? Guid.CreateVersion7() : Guid.Parse(id), SomeEvents.Staff, service.Clock.GetUtcNow(), new Dictionary<string, string> { ["en"] = name }, Nothing,
            freestyle, new EventMoney(currency, price),
            new EventPassTerms(classes, unit, count, type, overlapping, shared, grace, start, lateCancelCounts, 12, noShowCounts, mayFreeze, freezeDays, ""), online, archived);
        await service.Host.Publish(e);
        await service.Host.Handled<SubscriptionsDb>(e.EventId);
        return e.AggregateId.ToString();
    }

    /// <summary>A class type as Plans announces it; known here when this returns.</summary>
    public static async Task<EventClassType> ClassType(this SubscriptionsUnderTest service, string name = "Yoga")
    {
        var e = new ClassTypeChanged(
            Guid.CreateVersion7(), Guid.CreateVersion7(), SomeEvents.Staff, service.Clock.GetUtcNow(), new Dictionary<string, string> { ["en"] = name }, false);
        await service.Host.Publish(e);
        await service.Host.Handled<SubscriptionsDb>(e.EventId);
        return new EventClassType(e.AggregateId, e.Name);
    }

    public static async Task<Pass> Sell(this SubscriptionsUnderTest service, Customer customer, string template, params Customer[] holders) =>
        await service.Passes().SellPassAsync(new() { CustomerId = customer.Id, TemplateId = template, HolderIds = { holders.Select(h => h.Id) }, Payment = PassPayment.Cash });

    public static async Task<CheckInResponse> CheckIn(this SubscriptionsUnderTest service, Customer customer, string classType = "") =>
        await service.Passes().CheckInAsync(new() { CustomerId = customer.Id, ClassTypeId = classType });

    public static async Task<Pass> Read(this SubscriptionsUnderTest service, Pass pass) => await service.Passes().GetPassAsync(new() { Id = pass.Id });

    public static async Task<IReadOnlyList<PassEntry>> Ledger(this SubscriptionsUnderTest service, Pass pass) =>
        (await service.Passes().ListPassEntriesAsync(new() { PassId = pass.Id, PageSize = 200 })).Entries;

    /// <summary>Moves the clock of all tests that share it, and lets what falls due happen.</summary>
    public static async Task Go(this SubscriptionsUnderTest service, DateTimeOffset until)
    {
        if (until > service.Clock.GetUtcNow())
        {
            service.Clock.SetUtcNow(until);
        }

        await service.Host.RunDueWork<SubscriptionsDb>();
    }

    public static DateOnly Day(this Date date) => date.ToDateOnly()!.Value;
}
