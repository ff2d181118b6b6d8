using Shouldly;

namespace Testing.Telemetry;

/// <summary>What must not leave the house by way of telemetry.</summary>
public static class Privacy
{
    /// <param name="texts">Names, addresses, typed words and secrets that went through the processes.</param>
    public static void ShouldNotReveal(this ReceivedTelemetry received, params string[] texts)
    {
        // Else an empty receiver would pass.
        received.Spans.ShouldNotBeEmpty();
        received.Logs.ShouldNotBeEmpty();
        foreach (var text in texts)
        {
            text.Length.ShouldBeGreaterThan(5, "too short to be found on purpose");
            received.Contains(text).ShouldBeFalse($"'{text}' was exported");
            received.Contains(Uri.EscapeDataString(text)).ShouldBeFalse($"'{text}' was exported, escaped");
        }
    }
}
