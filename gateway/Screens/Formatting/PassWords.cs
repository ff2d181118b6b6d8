using System.Text.Json;
using Contracts.Common.V1;
using Contracts.Subscriptions.V1;

namespace Screens.Formatting;

/// <summary>Words about class passes: names of states, as addresses and keys of words have them, and days as people say them.</summary>
public static class PassWords
{
    /// <summary>used_up, awaiting_payment ...</summary>
    public static string Code(PassState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    /// <summary>attended, late_cancel, no_show or undone.</summary>
    public static string Code(VisitState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    /// <summary>Unspecified for what names no state.</summary>
    public static PassState Parse(string? code) => Enum.GetValues<PassState>().FirstOrDefault(state => Code(state) == code);

    /// <summary>It can be used no more: shown struck through.</summary>
    public static bool IsOver(PassState state) => state is PassState.UsedUp or PassState.Expired or PassState.Withdrawn;

    /// <summary>The day before the first one on which it is over; null where it has no end.</summary>
    public static Date? LastDay(Date? end) => end?.ToDateOnly() is { } day ? Date.From(day.AddDays(-1)) : null;
}
