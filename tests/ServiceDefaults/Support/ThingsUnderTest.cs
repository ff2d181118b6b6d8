using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Messaging;
using ServiceDefaults.Parking;
using Contracts.Events;
using Wire = Contracts.Plans.V1;

namespace ServiceDefaults.Tests.Support;

/// <summary>A small service on ServiceDefaults, whose inside tests can disturb.</summary>
public sealed class ThingsUnderTest : IAsyncDisposable
{
    private ThingsUnderTest(ServiceUnderTest<ThingsDb> service, Probe probe)
    {
        Service = service;
        Probe = probe;
    }

    public ServiceUnderTest<ThingsDb> Service { get; }

    public Probe Probe { get; }

    public TestClock Clock => Service.Clock;

    public Wire.PlanService.PlanServiceClient Staff => As("staff-1");

    public static Task<ThingsUnderTest> Start(DatabaseProvider database) => Start(new ServiceSettings { Database = database });

    public static async Task<ThingsUnderTest> Start(ServiceSettings? settings = null, Probe? probe = null)
    {
        probe ??= new Probe();
        var service = await ServiceUnderTest<ThingsDb>.Start(
            builder =>
            {
                builder.AddServiceDatabase<ThingsDb, ThingsDb, ThingsDb, ThingsDb>("plans");
                builder.Services.AddSingleton(probe);
                builder.Services.AddOutbox<ThingsDb>();
                builder.Services.AddParkedWork<ThingsDb>();
                builder.Services.AddEventHandler<PlanChanged, MakeEffect, ThingsDb>("plans");
                if (probe.HasSecondHandler)
                {
                    builder.Services.AddEventHandler<PlanChanged, MakeOtherEffect, ThingsDb>("plans");
                }

                if (probe.HasBatchedHandler)
                {
                    builder.Services.AddEventHandler<PlanChanged, MakeEffectsBatched, ThingsDb>("plans");
                }

                builder.Services.AddEventHandler<PeriodsStarted, MakeEffects, ThingsDb>("plans");
                builder.Services.AddEventHandler<PeriodStarted, MakeEffectOfOne, ThingsDb>("plans");
            },
            endpoints =>
            {
                endpoints.MapGrpcService<ThingsGrpc>();
                endpoints.MapGrpcService<ParkedThingsGrpc>();
            },
            settings);
        return new ThingsUnderTest(service, probe);
    }

    public Wire.PlanService.PlanServiceClient As(string subject) =>
        Service.Client<Wire.PlanService.PlanServiceClient>(Service.Tokens.Staff("plans", subject: subject));

    public Wire.ParkedWorkService.ParkedWorkServiceClient ParkedWork =>
        Service.Client<Wire.ParkedWorkService.ParkedWorkServiceClient>(Service.Tokens.Staff("plans"));

    public static Wire.CreatePlanRequest Thing(string name, string requestId = "") => new() { Plan = new Wire.Plan { Id = name }, RequestId = requestId };

    public Task<List<string>> Things() => Service.Read(db => db.Things.OrderBy(t => t.Name).Select(t => t.Name).ToListAsync());

    /// <summary>The event of each effect.</summary>
    public Task<List<Guid>> Effects() => Service.Read(db => db.Effects.Select(e => e.EventId).ToListAsync());

    public Task<List<ParkedMessage>> ParkedMessages() => Service.Read(db => db.ParkedMessages.AsNoTracking().OrderBy(m => m.ParkedAt).ThenBy(m => m.Id).ToListAsync());

    /// <summary>Waits until as many messages are parked.</summary>
    public Task<List<ParkedMessage>> Parked(int count = 1) => Eventually.Async(ParkedMessages, parked => parked.Count == count, $"{count} parked messages");

    /// <summary>Waits until nothing is left to publish or to handle.</summary>
    public Task Settled() => Eventually.Async(
        () => Service.Read(async db => !await db.Outbox.AnyAsync(m => m.CompletedAt == null)), "the outbox to be done");

    /// <summary>A loop of a replica of its own.</summary>
    public DueWorkLoop<ThingsDb> Loop() => Loop(new RipenThings(Probe));

    public DueWorkLoop<ThingsDb> Loop(params DueWork<ThingsDb>[] works) => new(
        Service.Services.GetRequiredService<IServiceScopeFactory>(), works, Options.Create(new DueWorkOptions()), Clock, NullLogger<DueWorkLoop<ThingsDb>>.Instance);

    /// <summary>Stores things that are due now.</summary>
    public Task<int> HasDue(params string[] names) => Service.Read(db =>
    {
        var now = Clock.GetUtcNow();
        db.Things.AddRange(names.Select((name, i) => Support.Thing.Create(name, now, now.AddMinutes(i - names.Length))));
        return db.SaveChangesAsync();
    });

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
