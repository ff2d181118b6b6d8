using ServiceDefaults.Parking;

namespace ServiceDefaults.Tests.Parking;

/// <summary>domain.md C15d: parked messages are shown without what is for their addressee only.</summary>
public sealed class RedactedBodyTests
{
    [Theory]
    [InlineData("""{"message":{"amount":1,"linkToken":"abc","nested":[{"LinkToken":"def"}]}}""", """{"message":{"amount":1,"linkToken":"(withheld)","nested":[{"LinkToken":"(withheld)"}]}}""")]
    [InlineData("""{"message":{"amount":1}}""", """{"message":{"amount":1}}""")]
    [InlineData("not readable", "not readable")]
    [InlineData("""{"linkToken":"abc" and no more""", "")]
    public void Secrets_are_withheld_and_all_else_is_shown(string body, string shown) => RedactedBody.Of(body).ShouldBe(shown);
}
