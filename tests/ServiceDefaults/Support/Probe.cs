using System.Collections.Concurrent;
using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Access;
using ServiceDefaults.DueWork;
using ServiceDefaults.Messaging;
using ServiceDefaults.Paging;
using ServiceDefaults.Parking;
using Wire = Contracts.Plans.V1;

namespace ServiceDefaults.Tests.Support;

/// <summary>What a test wants to happen inside the service; nothing special by default.</summary>
public sealed class Probe
{
    public Func<ServerCallContext, Task> OnRead { get; set; } = _ => Task.CompletedTask;

    /// <summary>After the mutation has saved, before its transaction commits.</summary>
    public Func<Task> OnWrite { get; set; } = () => Task.CompletedTask;

    /// <summary>After the handler has made its effect, before its transaction commits.</summary>
    public Func<PlanChanged, Task> OnEvent { get; set; } = _ => Task.CompletedTask;

    /// <summary>A second handler of the same event makes an effect too; see <see cref="MakeOtherEffect"/>.</summary>
    public bool HasSecondHandler { get; init; }

    /// <summary>After the second handler has made its effect, before its transaction commits.</summary>
    public Func<PlanChanged, Task> OnEventInSecond { get; set; } = _ => Task.CompletedTask;

    /// <summary>A handler makes effects of those that wait together in one transaction; see <see cref="MakeEffectsBatched"/>.</summary>
    public bool HasBatchedHandler { get; init; }

    /// <summary>After that handler has made the effect of one event, before anything is saved.</summary>
    public Func<PlanChanged, Task> OnBatchedEvent { get; set; } = _ => Task.CompletedTask;

    /// <summary>Sizes of the sets that were to be handled together, in their order.</summary>
    public ConcurrentQueue<int> Sets { get; } = [];

    /// <summary>After the item has been changed, before its transaction commits.</summary>
    public Func<Thing, Task> OnDue { get; set; } = _ => Task.CompletedTask;

    /// <summary>How many due items are handled in one transaction.</summary>
    public int MaximumBatch { get; set; } = 1;

    /// <summary>How many due items are handled at the same moment; above 1 it is work outside a transaction.</summary>
    public int AtOnce { get; set; } = 1;

    /// <summary>Before effects are made of the period, in a batch or by itself.</summary>
    public Action<PeriodStarted> OnPeriod { get; set; } = _ => { };
}

/// <summary>Serves a service of the contracts with things.</summary>
public sealed class ThingsGrpc(ThingsDb db, Probe probe, TimeProvider clock) : Wire.PlanService.PlanServiceBase
{
    public override async Task<Wire.Plan> GetPlan(Wire.GetPlanRequest request, ServerCallContext context)
    {
        await probe.OnRead(context);
        return new Wire.Plan { Id = request.Id };
    }

    public override async Task<Wire.ListPlansResponse> ListPlans(Wire.ListPlansRequest request, ServerCallContext context)
    {
        var page = await db.Things.AsNoTracking().NewestFirst(request.PageSize, request.PageToken, context.CancellationToken);
        return new Wire.ListPlansResponse { Plans = { page.Items.Select(ToWire) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<Wire.Plan> CreatePlan(Wire.CreatePlanRequest request, ServerCallContext context)
    {
        var thing = Thing.Create(request.Plan.Id, clock.GetUtcNow());
        db.Things.Add(thing);
        await db.SaveChangesAsync(context.CancellationToken);
        await probe.OnWrite();
        return ToWire(thing);
    }

    /// <summary>Renames the one thing that there is; a name that begins with + is added to its own.</summary>
    public override async Task<Wire.Plan> UpdatePlan(Wire.UpdatePlanRequest request, ServerCallContext context)
    {
        // As a feature is: of the call's services, which are others where it is run once more.
        var own = context.GetHttpContext().RequestServices.GetRequiredService<ThingsDb>();
        var thing = await own.Things.SingleAsync(context.CancellationToken);
        thing.RequireEtag(request.Plan.Etag);
        thing.Rename(request.Plan.Id is ['+', .. var more] ? $"{thing.Name}{more}" : request.Plan.Id, clock.GetUtcNow());
        await probe.OnWrite();
        await own.SaveChangesAsync(context.CancellationToken);
        return ToWire(thing);
    }

    private static Wire.Plan ToWire(Thing thing) => new() { Id = thing.Name, Etag = thing.Etag };
}

/// <summary>Serves what things have parked.</summary>
public sealed class ParkedThingsGrpc : Wire.ParkedWorkService.ParkedWorkServiceBase
{
    public override Task<ListParkedWorkResponse> ListParkedWork(ListParkedWorkRequest request, ServerCallContext context) =>
        context.Feature<ListParkedWork<ThingsDb>>().Handle(request, context.CancellationToken);

    public override Task<ParkedWork> GetParkedWork(GetParkedWorkRequest request, ServerCallContext context) =>
        context.Feature<GetParkedWork<ThingsDb>>().Handle(request, context.CancellationToken);

    public override Task<RetryParkedWorkResponse> RetryParkedWork(RetryParkedWorkRequest request, ServerCallContext context) =>
        context.Feature<RetryParkedWork<ThingsDb>>().Handle(request, context.CancellationToken);

    public override Task<ParkedWork> DiscardParkedWork(DiscardParkedWorkRequest request, ServerCallContext context) =>
        context.Feature<DiscardParkedWork<ThingsDb>>().Handle(request, context.Caller(), context.CancellationToken);
}

/// <summary>Makes one effect for each event.</summary>
public sealed class MakeEffect(ThingsDb db, Probe probe) : IEventHandler<PlanChanged>
{
    public async Task Handle(PlanChanged e, CancellationToken ct)
    {
        db.Effects.Add(new Effect { Id = Guid.CreateVersion7(), EventId = e.EventId });
        await db.SaveChangesAsync(ct);
        await probe.OnEvent(e);
    }
}

/// <summary>Makes another effect for each event, where a test wants two handlers.</summary>
public sealed class MakeOtherEffect(ThingsDb db, Probe probe) : IEventHandler<PlanChanged>
{
    public const string NoConcern = "of no concern to the second";

    public static bool Concerns(PlanChanged e) => e.Name["en"] != NoConcern;

    public async Task Handle(PlanChanged e, CancellationToken ct)
    {
        db.Effects.Add(new Effect { Id = Guid.CreateVersion7(), EventId = e.EventId, BySecond = true });
        await db.SaveChangesAsync(ct);
        await probe.OnEventInSecond(e);
    }
}

/// <summary>Makes an effect for each event, of all that wait in one transaction.</summary>
public sealed class MakeEffectsBatched(ThingsDb db, Probe probe) : IEventHandler<PlanChanged>
{
    public static bool Batched => true;

    public Task LookUp(IReadOnlyList<PlanChanged> set, CancellationToken ct)
    {
        probe.Sets.Enqueue(set.Count);
        return Task.CompletedTask;
    }

    public async Task Handle(PlanChanged e, CancellationToken ct)
    {
        db.Effects.Add(new Effect { Id = Guid.CreateVersion7(), EventId = e.EventId, BySecond = true });
        await probe.OnBatchedEvent(e);
    }
}

/// <summary>Makes one effect for each event of a batch.</summary>
public sealed class MakeEffects(MakeEffectOfOne one) : IEventHandler<PeriodsStarted>
{
    public async Task Handle(PeriodsStarted e, CancellationToken ct)
    {
        foreach (var period in e.Periods)
        {
            await one.Handle(period, ct);
        }
    }
}

public sealed class MakeEffectOfOne(ThingsDb db, Probe probe) : IEventHandler<PeriodStarted>
{
    public Task Handle(PeriodStarted e, CancellationToken ct)
    {
        probe.OnPeriod(e);
        db.Effects.Add(new Effect { Id = Guid.CreateVersion7(), EventId = e.EventId });
        return Task.CompletedTask;
    }
}

/// <summary>Ripens what is due.</summary>
public sealed class RipenThings(Probe probe) : DueWork<ThingsDb>
{
    public override string Name => "ripen-things";

    public override bool InTransaction => probe.AtOnce == 1;

    public override int AtOnce => probe.AtOnce;

    public override int MaximumBatch => probe.MaximumBatch;

    public override IQueryable<DueItem> Due(ThingsDb db, DateTimeOffset now) =>
        db.Things.Where(t => t.DueAt != null && t.DueAt <= now).OrderBy(t => t.DueAt).Select(t => new DueItem { Id = t.Id, At = t.DueAt!.Value });

    public override async Task Handle(ThingsDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var thing = await db.Things.SingleAsync(t => t.Id == id, ct);
        if (thing.DueAt is null)
        {
            return;
        }

        thing.Ripen();
        await probe.OnDue(thing);
    }
}
