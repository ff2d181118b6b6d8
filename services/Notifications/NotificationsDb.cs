using Microsoft.EntityFrameworkCore;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Templates;
using ServiceDefaults.Data;

namespace Notifications;

public abstract class NotificationsDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<ChatterEntry> Entries => Set<ChatterEntry>();

    public DbSet<OutgoingMail> Mails => Set<OutgoingMail>();

    public DbSet<MailTemplateVersion> TemplateVersions => Set<MailTemplateVersion>();

    public DbSet<MailSwitch> MailSwitches => Set<MailSwitch>();
}

public sealed class NotificationsSqliteDb(DbContextOptions<NotificationsSqliteDb> options) : NotificationsDb(options);

public sealed class NotificationsSqlServerDb(DbContextOptions<NotificationsSqlServerDb> options) : NotificationsDb(options);

public sealed class NotificationsPostgresDb(DbContextOptions<NotificationsPostgresDb> options) : NotificationsDb(options);
