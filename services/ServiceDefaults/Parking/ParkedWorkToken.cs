using ServiceDefaults.Paging;

namespace ServiceDefaults.Parking;

/// <summary>Where a page of parked work ended: messages come first, then due work.</summary>
/// <param name="After">Null for the beginning of the due work.</param>
internal sealed record ParkedWorkToken(bool DueWork, PageToken? After)
{
    private const char OfMessages = 'm';
    private const char OfDueWork = 'd';

    public override string ToString() => $"{(DueWork ? OfDueWork : OfMessages)}{After}";

    public static ParkedWorkToken Parse(string text) => text switch
    {
        "" => new ParkedWorkToken(false, null),
        [OfMessages, .. var after] => new ParkedWorkToken(false, PageToken.Parse(after)),
        [OfDueWork, .. var after] => new ParkedWorkToken(true, PageToken.Parse(after)),
        _ => throw PageToken.Foreign(),
    };
}
