using System.Text.Json.Nodes;

namespace Browser.Tests.Support;

/// <summary>Orders of which customers may do all that a plan can allow them.</summary>
/// <param name="Changing">In progress; its quantity goes down with the next period.</param>
/// <param name="Renewing">Its term is about to end.</param>
/// <param name="Churned">Closed, and free to come back.</param>
/// <param name="Cancelled">A quotation that never became an order.</param>
public sealed record OrdersInEveryStage(Order Changing, Order Paused, Order Renewing, Order Churned, Order Cancelled)
{
    public static async Task<OrdersInEveryStage> Make(Business given, Customer customer, Reason reason)
    {
        var plan = await given.Plan(switches: ["pausable", "planChangeable", "quantityChangeable", "reactivatable"]);
        var term = await given.Plan(switches: ["renewable"], terms: new JsonObject { ["termPeriods"] = 1, ["renewNoticeDays"] = 365 });
        var changing = await given.RunningOrder(customer, plan);
        await given.ChangeQuantity(changing, 3);
        await given.ChangeQuantity(changing, 1);
        var paused = await given.RunningOrder(customer, plan);
        await given.Pause(paused);
        var renewing = await given.RunningOrder(customer, term);
        await given.ChatterWith(renewing, "TO_RENEW");
        var gone = await given.RunningOrder(customer, plan, DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-10));
        await given.Close(gone, reason);
        var cancelled = await given.Quotation(customer, plan);
        await given.Cancel(cancelled);
        return new OrdersInEveryStage(changing, paused, renewing, gone, cancelled);
    }
}
