using Grpc.Core;
using Xunit;

namespace Shims.Behaviour;

public sealed class MetadataTests
{
    [Fact]
    public void Keys_are_lower_case_and_found_in_any_case()
    {
        var metadata = new Metadata { { "Trace-Id", "1" } };

        Assert.Equal("trace-id", metadata[0].Key);
        Assert.Equal("1", metadata.GetValue("TRACE-ID"));
    }

    [Fact]
    public void The_last_of_several_values_counts()
    {
        var metadata = new Metadata { { "a", "1" }, { "a", "2" } };

        Assert.Equal("2", metadata.GetValue("a"));
        Assert.Equal(["1", "2"], metadata.GetAll("a").Select(entry => entry.Value));
        Assert.Null(metadata.Get("b"));
    }

    [Fact]
    public void Bytes_travel_under_binary_keys_only()
    {
        var metadata = new Metadata { { "data-bin", [0, 255] } };

        Assert.True(metadata[0].IsBinary);
        Assert.Equal([0, 255], metadata.GetValueBytes("data-bin"));
        Assert.Throws<InvalidOperationException>(() => metadata[0].Value);
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("data", [1]));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("data-bin", "text"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("ümlaut")]
    [InlineData(":path")]
    public void Keys_that_no_header_may_have_are_refused(string key) => Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "x"));

    [Fact]
    public void The_shared_empty_list_stays_empty() => Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "b"));
}
