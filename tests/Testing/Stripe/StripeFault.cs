namespace Testing.Stripe;

/// <summary>What goes wrong with one request.</summary>
public enum StripeFault
{
    /// <summary>500, and nothing was done.</summary>
    ErrorBefore,

    /// <summary>500, and it was done.</summary>
    ErrorAfter,

    /// <summary>429, and nothing was done.</summary>
    TooManyRequests,

    /// <summary>409, another request holds a lock.</summary>
    Locked,

    /// <summary>The connection is cut, and nothing was done.</summary>
    CutBefore,

    /// <summary>The connection is cut, and it was done.</summary>
    CutAfter,

    /// <summary>It is done, and no answer comes for as long as the client waits.</summary>
    SilentAfter,

    /// <summary>It is not done, and no answer comes for as long as the client waits.</summary>
    SilentBefore,
}
