using System.Diagnostics.Metrics;

namespace Notifications;

/// <summary>What operators count of Notifications.</summary>
internal static class NotificationsMetrics
{
    private static readonly Meter Meter = new("Notifications");

    public static readonly Counter<long> MailsSent = Meter.CreateCounter<long>("notifications.mails_sent", description: "Mails that the transport took");

    public static readonly Counter<long> MailTriesFailed = Meter.CreateCounter<long>("notifications.mail_tries_failed", description: "Tries that the transport refused");

    public static readonly Counter<long> MailsBounced = Meter.CreateCounter<long>("notifications.mails_bounced", description: "Mails that came back after they were handed over");

    public static readonly Counter<long> ReportsUnreadable = Meter.CreateCounter<long>("notifications.delivery_reports_unreadable", description: "Files in the folder of delivery reports that name no mail");

    public static readonly Counter<long> MailsParked = Meter.CreateCounter<long>("notifications.mails_parked", description: "Mails parked until staff retry them");
}
