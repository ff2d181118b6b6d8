namespace Testing.Smtp;

/// <summary>What the server does with the next connection.</summary>
public enum MailServerBehaviour
{
    Accept,

    /// <summary>550 to RCPT.</summary>
    RefuseForGood,

    /// <summary>550 to RCPT, and the connection ends.</summary>
    RefuseForGoodAndHangUp,

    /// <summary>451 to DATA's end.</summary>
    Defer,

    /// <summary>Takes the whole mail, then breaks the connection before it says so.</summary>
    DropAfterData,

    /// <summary>Accepts the mail, then breaks the connection when the client takes its leave.</summary>
    DropAtQuit,

    /// <summary>Accepts one mail; to the next it says 421 and breaks the connection.</summary>
    OneMail,

    /// <summary>Says nothing at all.</summary>
    Silent,
}
