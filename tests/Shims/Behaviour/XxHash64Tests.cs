using System.IO.Hashing;
using System.Text;
using Xunit;

namespace Shims.Behaviour;

public sealed class XxHash64Tests
{
    /// <summary>Published values, for each branch of the algorithm: empty, bytes, words, stripes.</summary>
    [Theory]
    [InlineData("", "EF46DB3751D8E999")]
    [InlineData("a", "D24EC4F1A98C6E5B")]
    [InlineData("abc", "44BC2CF5AD770999")]
    [InlineData("The quick brown fox jumps over the lazy dog", "0B242D361FDA71BC")]
    public void Hashes_as_published(string text, string expected) =>
        Assert.Equal(expected, Convert.ToHexString(XxHash64.Hash(Encoding.ASCII.GetBytes(text))));
}
