using Contracts.Subscriptions.V1;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>Where an order stands, in words and colour. Staff read Churned where customers read Closed.</summary>
public static class StageWords
{
    public static string ForStaff(Stage stage, Locale locale) => locale[$"Stage_{stage}"];

    public static string ForCustomers(Stage stage, Locale locale) =>
        stage == Stage.Churned ? locale["Stage_Closed"] : locale[$"Stage_{stage}"];

    public static string Colour(Stage stage) => stage switch
    {
        Stage.Quotation => "blue",
        Stage.InProgress => "green",
        Stage.Paused => "amber",
        Stage.ToRenew => "violet",
        Stage.Churned => "red",
        _ => "grey",
    };

    /// <summary>The stage of a name such as <c>in_progress</c>, as the chatter and addresses have it.</summary>
    public static Stage Parse(string? name) =>
        Enum.TryParse<Stage>((name ?? "").Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var stage)
        && Enum.IsDefined(stage) && !char.IsAsciiDigit((name ?? "0")[0])
            ? stage
            : Stage.Unspecified;

    public static string Name(Stage stage) => stage switch
    {
        Stage.InProgress => "in_progress",
        Stage.ToRenew => "to_renew",
        Stage.Unspecified => "",
        _ => stage.ToString().ToLowerInvariant(),
    };
}
