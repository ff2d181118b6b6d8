using Admin.TestClock;

namespace Standalone.TestClock;

internal static class TestClockSetup
{
    /// <exception cref="IOException">The folder's time was moved, and this start does not allow it to be moved.</exception>
    public static void AddTestClock(this WebApplicationBuilder builder, StandaloneOptions options)
    {
        if (!options.TestClock)
        {
            if (MovableClock.WasMoved(options.Data))
            {
                throw new IOException($"In {options.Data} time was moved ahead. Start with --test-clock, or choose another folder with --data.");
            }

            return;
        }

        var clock = new MovableClock(options.Data);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<PendingWork>();
        builder.Services.AddSingleton<TimeTravel>();
        builder.Services.AddSingleton<ITimeTravel>(services => services.GetRequiredService<TimeTravel>());
        builder.Services.AddHostedService(services => services.GetRequiredService<TimeTravel>());
    }
}
