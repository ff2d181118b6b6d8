namespace Microsoft.VisualStudio.TextTemplating;

public interface ITextTemplatingEngineHost
{
    string ResolveParameterValue(string directiveId, string processorName, string parameterName);
}

public interface ITextTemplatingSession : IDictionary<string, object>
{
    Guid Id { get; }
}

public interface ITextTemplatingSessionHost
{
    ITextTemplatingSession Session { get; set; }

    ITextTemplatingSession CreateSession();
}

public sealed class TextTemplatingSession : Dictionary<string, object>, ITextTemplatingSession
{
    public Guid Id { get; } = Guid.NewGuid();
}
