namespace Subscriptions.Passes;

/// <summary>Where a pass stands.</summary>
public enum PassState
{
    /// <summary>Bought online and not paid.</summary>
    AwaitingPayment,
    Active,
    Frozen,
    UsedUp,
    Expired,
    Withdrawn,
}

internal static class PassStates
{
    /// <summary>Sold, and not over: its holders have it.</summary>
    public static bool IsHeld(this PassState state) => state is PassState.AwaitingPayment or PassState.Active or PassState.Frozen;

    /// <summary>As events and the chatter write it: used_up.</summary>
    public static string Code(this PassState state) => state switch
    {
        PassState.AwaitingPayment => "awaiting_payment",
        PassState.Active => "active",
        PassState.Frozen => "frozen",
        PassState.UsedUp => "used_up",
        PassState.Expired => "expired",
        PassState.Withdrawn => "withdrawn",
        _ => throw new InvalidOperationException($"Unknown state {state}."),
    };
}
