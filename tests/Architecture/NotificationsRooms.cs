namespace Architecture.Tests;

internal static class NotificationsRooms
{
    public static readonly Rooms Rooms = new(
        "Notifications",
        [
            ["Parking"],
            ["Consumers", "Portal"],
            ["Mails"],
            ["Templates"],
            ["Chatter", "Rendering", "Transport"],
        ],
        ["NotificationsDb", "NotificationsMetrics"],
        [
            new("FolderTransport", ["OutgoingMail"], QueuedMail),
            new("IMailConnection", ["OutgoingMail"], QueuedMail),
            new("MailMime", ["OutgoingMail"], QueuedMail),
            new("SmtpSession", ["OutgoingMail"], QueuedMail),
        ]);

    private const string QueuedMail = "What is handed to a server is the queued mail itself: a copy of it would have all of its fields.";
}
