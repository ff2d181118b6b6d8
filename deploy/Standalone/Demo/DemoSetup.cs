using Standalone.TestClock;

namespace Standalone.Demo;

/// <summary>Whether and when the demo business is written: at the very first start of a data folder, never into a business's own data.</summary>
internal static partial class DemoSetup
{
    /// <summary>Call before anything else has touched the data folder. A mark stays there until the demo is written whole.</summary>
    public static void AddDemo(this WebApplicationBuilder builder, StandaloneOptions options)
    {
        var file = Pending(options);
        if (!options.Demo)
        {
            File.Delete(file);
            return;
        }

        var real = options.TestClock ? new MovableClock(options.Data) : TimeProvider.System;
        if (!File.Exists(CredentialsFile.PathIn(options)))
        {
            new DemoProgress(DateOnly.FromDateTime(real.GetUtcNow().UtcDateTime), 0, []).Write(file);
        }

        if (DemoProgress.Read(file) is not { } progress)
        {
            return;
        }

        builder.Services.AddSingleton(services => new DemoClock(services.GetService<MovableClock>() ?? TimeProvider.System));
        builder.Services.AddSingleton<TimeProvider>(services =>
        {
            // From the beginning: what falls due later is not to be done before the history comes to it.
            var clock = services.GetRequiredService<DemoClock>();
            clock.GoTo(DemoCalendar.Of(progress.Today).At(progress.Days));
            return clock;
        });
        builder.Services.AddSingleton<DemoGate>();
        builder.Services.AddSingleton<PendingWork>();
        builder.Services.AddSingleton(progress);
    }

    public static void UseDemoGate(this WebApplication app)
    {
        if (app.Services.GetService<DemoGate>() is { } gate)
        {
            app.Use(next => context => gate.Pass(context, next));
        }
    }

    /// <summary>Writes the demo business where that is to be done, and opens the gate.</summary>
    public static async Task WriteDemo(this IServiceProvider services, StandaloneOptions options, Credentials credentials, CancellationToken ct)
    {
        if (services.GetService<DemoProgress>() is not { } progress)
        {
            return;
        }

        var (clock, gate, pending) = (services.GetRequiredService<DemoClock>(), services.GetRequiredService<DemoGate>(), Pending(options));
        try
        {
            using var clients = await DemoClients.SignIn(options, credentials, gate.Key, ct);
            await new DemoHistory(clients, clock, services.GetRequiredService<PendingWork>(), progress, pending).Write(ct);
            File.Delete(pending);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // Stopped meanwhile; the next start goes on from here.
            return;
        }
        catch (Exception e)
        {
            // Not tried again: by the next start there may be a business here.
            File.Delete(pending);
            Log.NotWhole(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DemoSetup)), e);
        }

        clock.Return();
        // A year was lived through in seconds: what it left in memory is of no use any more.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        gate.Open();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The demo business could not be written whole")]
        public static partial void NotWhole(ILogger logger, Exception fault);
    }

    private static string Pending(StandaloneOptions options) => Path.Combine(options.Data, "demo-pending");
}
