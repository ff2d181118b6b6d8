using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Notifications.Rendering;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Search;
using ServiceDefaults.Telemetry;

namespace Notifications.Mails;

/// <summary>
/// A mail on its way: Queued -> Sent, or -> Failed after the last try; Sent -> Bounced when it comes back. From Failed and Bounced staff may
/// queue it again. Its Message-ID is given once, so a mail server that gets it twice after a crash can tell.
/// </summary>
public sealed partial class OutgoingMail : SearchableEntity
{
    private const int MaximumError = 500;
    private const int MaximumSubject = 300;

    private OutgoingMail()
    {
    }

    /// <summary>What called for it: an event, or the request itself. One cause makes one mail of a template.</summary>
    public Guid CauseId { get; private init; }

    /// <summary>subscription_closed, quotation, sign_in ...</summary>
    public string Template { get; private init; } = "";

    /// <summary>Which version of its template made it; 0: the built-in one.</summary>
    public int TemplateVersion { get; private init; }

    /// <summary>en, vi, fa, it or pl.</summary>
    public string Language { get; private init; } = "";

    /// <summary>Mail address.</summary>
    public string To { get; private set; } = "";

    public string ToName { get; private init; } = "";

    public string Subject { get; private init; } = "";

    public string TextBody { get; private set; } = "";

    public string HtmlBody { get; private set; } = "";

    /// <summary>RFC 5322 Message-ID with its angle brackets.</summary>
    public string MessageId { get; private init; } = "";

    /// <summary>Kind of what it is about, one of <see cref="SubjectKinds"/>; empty for a sign-in link.</summary>
    public string AboutKind { get; private init; } = "";

    public Guid? AboutId { get; private init; }

    /// <summary>For people: S00042; empty where it has none.</summary>
    public string AboutNumber { get; private init; } = "";

    /// <summary>What it is about, without its name; null for a sign-in link.</summary>
    public Subject? About => AboutId is { } id ? Contracts.Events.Subject.WithoutName(AboutKind, id, AboutNumber) : null;

    public Guid? CustomerId { get; private init; }

    /// <summary>It signs its reader in: no API shows its body, which is erased once the mail is sent or has failed.</summary>
    public bool HoldsSecret => MailKinds.HoldsSecret(Template);

    public MailState State { get; private set; }

    /// <summary>Tries made so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>Tries that had been made when it was last queued by a person: the back-off starts anew from there.</summary>
    public int AttemptsBefore { get; private set; }

    /// <summary>What the last failed try said; empty after success.</summary>
    public string LastError { get; private set; } = "";

    /// <summary>When the next try is due; null when none is.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>After this it is of no use to anyone; null when it never expires.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>When the mail server accepted it last; null before.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>What the mail server said when it accepted it; empty where it said nothing, or may have repeated a secret.</summary>
    public string ServerAnswer { get; private set; } = "";

    /// <summary>When it was known that it did not reach its recipient; null while it is not known to have bounced.</summary>
    public DateTimeOffset? BouncedAt { get; private set; }

    /// <summary>When a report said that it reached its recipient; null without one.</summary>
    public DateTimeOffset? DeliveryReportedAt { get; private set; }

    /// <summary>W3C trace context of whoever queued it last: the event's, or the request's of the person who has it sent again.</summary>
    public string? TraceParent { get; private set; }

    public static OutgoingMail Queue(Guid cause, MailAddressee to, MailContent content, string messageIdHost, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var mail = new OutgoingMail
        {
            Id = id,
            CreatedAt = now,
            UpdatedAt = now,
            CauseId = cause,
            Template = content.Template,
            TemplateVersion = content.TemplateVersion,
            Language = content.Language,
            To = to.Address,
            ToName = to.Name,
            // Many values can stand in a subject that the business wrote.
            Subject = StorableText.Of(content.Subject, MaximumSubject),
            TextBody = content.Text,
            HtmlBody = content.Html,
            // Of its cause: the same event makes the same mail, also in a database that was restored and has forgotten the first.
            MessageId = $"<{cause}.{content.Template}@{messageIdHost}>",
            AboutKind = to.About?.Kind ?? "",
            AboutId = to.About?.Id,
            AboutNumber = to.About?.Number ?? "",
            CustomerId = to.CustomerId,
            ExpiresAt = content.ExpiresAt,
            State = MailState.Queued,
            NextAttemptAt = now,
            TraceParent = TraceContext.Current,
        };
        mail.FindByWhatItShows();
        return mail;
    }

    /// <summary>Counts a try and puts the next one off, before the mail is delivered to the server.</summary>
    /// <param name="until">When another replica may try it, should this one not record what became of it.</param>
    public void BeginTry(DateTimeOffset until)
    {
        RequireQueued();
        Attempts++;
        NextAttemptAt = until;
    }

    /// <summary>Its turn did not come: it is due again, and the try does not count.</summary>
    public void CancelTry(DateTimeOffset now)
    {
        RequireQueued();
        Attempts--;
        NextAttemptAt = now;
    }

    /// <summary>Queued -> Sent.</summary>
    /// <param name="answer">What the mail server said.</param>
    public void Delivered(string answer, DateTimeOffset now)
    {
        RequireQueued();
        State = MailState.Sent;
        SentAt = now;
        ServerAnswer = Diagnostics.Clean(answer, Template);
        NextAttemptAt = null;
        LastError = "";
        UpdatedAt = now;
        EraseSecret();
        RaiseDelivered(Caller.System, now, now);
    }

    /// <summary>Stays queued for a later try, or Queued -> Failed when another try makes no sense.</summary>
    /// <param name="permanent">The server will never take it.</param>
    /// <param name="addressRefused">It is the recipient's address that it will never take.</param>
    public void NotDelivered(string error, bool permanent, bool addressRefused, DateTimeOffset now)
    {
        RequireQueued();
        LastError = Diagnostics.CleanError(error, Template, MaximumError);
        if (addressRefused)
        {
            RaiseBounced(Caller.System, now, permanent: true, Diagnostics.Clean(error, Template), sentAt: null, now);
        }

        UpdatedAt = now;
        var next = now + RetrySchedule.After(Attempts - AttemptsBefore);
        if (permanent || next is null || next >= ExpiresAt)
        {
            Fail();
        }
        else
        {
            NextAttemptAt = next;
        }
    }

    /// <summary>Queued -> Failed, without a try: what it says is no longer valid.</summary>
    public void Expire(DateTimeOffset now)
    {
        RequireQueued();
        LastError = "It expired before it could be sent.";
        UpdatedAt = now;
        Fail();
    }

    /// <summary>Failed or Bounced -> Queued, under the same Message-ID.</summary>
    /// <param name="to">Address in place of the one that it has; null to keep that.</param>
    /// <exception cref="DomainException">MAIL_NOT_FAILED, MAIL_EXPIRED, MAIL_HOLDS_SECRET.</exception>
    public void Retry(string? to, DateTimeOffset now)
    {
        if (State is not (MailState.Failed or MailState.Bounced))
        {
            throw DomainException.FailedPrecondition("MAIL_NOT_FAILED", $"The mail is {State.ToString().ToLowerInvariant()}; only failed and bounced mails can be retried.");
        }

        if (to is not null && !string.Equals(to, To, StringComparison.OrdinalIgnoreCase))
        {
            if (HoldsSecret)
            {
                throw DomainException.FailedPrecondition("MAIL_HOLDS_SECRET", "to: the mail signs its reader in and goes to nobody else. Have a new one sent.");
            }

            To = to;
            FindByWhatItShows();
        }

        // The body of a mail with a secret is gone once it was sent or has failed.
        if (ExpiresAt <= now || HoldsSecret)
        {
            throw DomainException.FailedPrecondition("MAIL_EXPIRED", "What the mail says is no longer valid. Have a new one sent.");
        }

        State = MailState.Queued;
        DeliveryReportedAt = null;
        AttemptsBefore = Attempts;
        TraceParent = TraceContext.Current;
        NextAttemptAt = now;
        UpdatedAt = now;
    }

    private void FindByWhatItShows() => FindBy(To, ToName, Subject, AboutNumber);

    private void Fail()
    {
        State = MailState.Failed;
        NextAttemptAt = null;
        EraseSecret();
    }

    private void EraseSecret()
    {
        if (HoldsSecret)
        {
            TextBody = "";
            HtmlBody = "";
        }
    }

    private void RequireQueued()
    {
        if (State != MailState.Queued)
        {
            throw new InvalidOperationException($"Mail {Id} is {State}.");
        }
    }

    internal sealed class Mapping : IEntityTypeConfiguration<OutgoingMail>
    {
        public void Configure(EntityTypeBuilder<OutgoingMail> builder)
        {
            builder.ToTable("OutgoingMails");
            builder.Ignore(m => m.About);
            builder.Ignore(m => m.HoldsSecret);
            builder.Property(m => m.AboutKind).HasMaxLength(SubjectKinds.MaximumLength);
            builder.Property(m => m.AboutNumber).HasMaxLength(30);
            builder.Property(m => m.Template).HasMaxLength(50);
            builder.Property(m => m.Language).HasMaxLength(10);
            builder.Property(m => m.To).HasMaxLength(320);
            builder.Property(m => m.ToName).HasMaxLength(200);
            builder.Property(m => m.Subject).HasMaxLength(MaximumSubject);
            builder.Property(m => m.MessageId).HasMaxLength(300);
            builder.Property(m => m.State).HasConversion<string>().HasMaxLength(10);
            builder.Property(m => m.ServerAnswer).HasMaxLength(Diagnostics.MaximumLength);
            builder.Property(m => m.LastError).HasMaxLength(MaximumError);
            builder.Property(m => m.TraceParent).HasMaxLength(TraceContext.MaximumLength);
            // One cause, one mail: a repeated event finds it (domain.md C15).
            builder.HasIndex(m => new { m.CauseId, m.Template }).IsUnique();
            builder.HasIndex(m => m.MessageId);
            builder.HasIndex(m => m.NextAttemptAt);
            builder.HasIndex(m => m.AboutId);
            builder.HasIndex(m => new { m.CreatedAt, m.Id });
        }
    }
}

public enum MailState
{
    /// <summary>Waits for its turn or its next try.</summary>
    Queued,

    Sent,

    /// <summary>No further try; parked until staff retry it.</summary>
    Failed,

    /// <summary>It was delivered, and bounced; parked until staff retry it.</summary>
    Bounced,
}

/// <summary>Who gets a mail, and about what.</summary>
public sealed record MailAddressee(string Address, string Name, Guid? CustomerId = null, Subject? About = null);

/// <summary>What a mail says.</summary>
/// <param name="TemplateVersion">See <see cref="OutgoingMail.TemplateVersion"/>.</param>
/// <param name="Text">Plain text.</param>
public sealed record MailContent(
    string Template, int TemplateVersion, string Language, string Subject, string Text, string Html, DateTimeOffset? ExpiresAt = null);
