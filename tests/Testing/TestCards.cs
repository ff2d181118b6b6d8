namespace Testing;

/// <summary>Tokens of the sandbox's test cards, as its card form gives them.</summary>
public static class TestCards
{
    public const string Good = "sandbox_4242_122030";
    public const string GoodMastercard = "sandbox_4444_122030";
    public const string EndsInJanuary = "sandbox_4242_012026";
    public const string EndsInMarch = "sandbox_4242_032026";
    public const string Expired = "sandbox_0069_122030";
    public const string WrongDetails = "sandbox_0127_122030";
    public const string InsufficientFunds = "sandbox_9995_122030";
    public const string LimitExceeded = "sandbox_6975_122030";
    public const string Declined = "sandbox_0002_122030";
    public const string Lost = "sandbox_9987_122030";
    public const string Stolen = "sandbox_9979_122030";
    public const string Confirmed = "sandbox_3184_122030";
    public const string ConfirmedAndDeclined = "sandbox_3178_122030";
    public const string FailsOnce = "sandbox_8811_122030";
    public const string FailsTwice = "sandbox_8822_122030";
    public const string FailsThreeTimes = "sandbox_8833_122030";
    public const string TimesOutAndSucceeds = "sandbox_1109_122030";
    public const string TimesOutAndFails = "sandbox_1208_122030";
    public const string KnownAfterAnHour = "sandbox_1307_122030";
    public const string RefundFails = "sandbox_5126_122030";
    public const string RefundTimesOutAndSucceeds = "sandbox_7726_122030";
    public const string RefundTimesOutAndFails = "sandbox_7734_122030";
    public const string RefundKnownAfterAnHour = "sandbox_7742_122030";
}
