using Contracts.Events;
using ServiceDefaults.Data;
using Subscriptions.Orders;

namespace Subscriptions.Tests.Support;

internal static class RaisedEvents
{
    /// <summary>What an order has raised of one kind, oldest first.</summary>
    public static IReadOnlyList<TEvent> Events<TEvent>(this Subscription order)
        where TEvent : IEvent => [.. ((IReadOnlyList<IEvent>)typeof(Entity).GetProperty("Raised", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(order)!).OfType<TEvent>()];
}
