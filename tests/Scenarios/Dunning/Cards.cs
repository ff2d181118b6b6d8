namespace Scenarios.Tests.Dunning;

/// <summary>Cards of the sandbox, by what its bank answers.</summary>
internal static class Cards
{
    public const string Good = "sandbox_4242_122030";
    public const string Expired = "sandbox_0069_122030";
    public const string WrongDetails = "sandbox_0127_122030";
    public const string InsufficientFunds = "sandbox_9995_122030";
    public const string LimitExceeded = "sandbox_6975_122030";
    public const string Declined = "sandbox_0002_122030";
    public const string Lost = "sandbox_9987_122030";
    public const string TimesOutAndFails = "sandbox_1208_122030";
    public const string TimesOutAndSucceeds = "sandbox_1109_122030";
    public const string KnownAfterAnHour = "sandbox_1307_122030";
}
