using Google.Protobuf;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Transcoding;

/// <summary>
/// Makes an HTTP request look like a gRPC call while YARP forwards it, and keeps the answer back: status, headers, body and
/// trailers land here instead of at the client. Disposing gives the request its own face back.
/// </summary>
internal sealed class GrpcExchange : IHttpResponseFeature, IHttpResponseTrailersFeature, IHttpRequestBodyDetectionFeature, IDisposable
{
    private readonly HttpContext _context;
    private readonly byte[] _frame;
    private readonly MemoryStream _received = new();
    private readonly (IHttpResponseFeature? Response, IHttpResponseBodyFeature? Body, IHttpResponseTrailersFeature? Trailers, IHttpRequestBodyDetectionFeature? Detection) _features;
    private readonly (string Method, PathString Path, QueryString Query, Stream Body) _request;

    public GrpcExchange(HttpContext context, Rpc rpc, IMessage message)
    {
        _context = context;
        _frame = GrpcFrame.Write(message);
        var features = context.Features;
        _features = (features.Get<IHttpResponseFeature>(), features.Get<IHttpResponseBodyFeature>(),
            features.Get<IHttpResponseTrailersFeature>(), features.Get<IHttpRequestBodyDetectionFeature>());
        var request = context.Request;
        _request = (request.Method, request.Path, request.QueryString, request.Body);

        request.Method = HttpMethods.Post;
        request.Path = rpc.GrpcPath;
        request.QueryString = QueryString.Empty;
        features.Set<IHttpResponseFeature>(this);
        features.Set<IHttpResponseTrailersFeature>(this);
        features.Set<IHttpRequestBodyDetectionFeature>(this);
        Rewind();
    }

    public ReadOnlyMemory<byte> Received => _received.GetBuffer().AsMemory(0, (int)_received.Length);

    public bool CanHaveBody => true;

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    public Stream Body { get; set; } = Stream.Null;

    public bool HasStarted => false;

    /// <summary>Ready for a first or a further try.</summary>
    public void Rewind()
    {
        StatusCode = StatusCodes.Status200OK;
        Headers = new HeaderDictionary();
        Trailers = new HeaderDictionary();
        _received.SetLength(0);
        _context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(_received));
        _context.Request.Body = new MemoryStream(_frame, writable: false);
    }

    /// <summary>A trailer, or the header of that name when the service answered with trailers only.</summary>
    public string? Trailer(string name) =>
        Trailers.TryGetValue(name, out var value) || Headers.TryGetValue(name, out value) ? value.ToString() : null;

    public void OnStarting(Func<object, Task> callback, object state) => _features.Response?.OnStarting(callback, state);

    public void OnCompleted(Func<object, Task> callback, object state) => _features.Response?.OnCompleted(callback, state);

    public void Dispose()
    {
        var features = _context.Features;
        features.Set(_features.Response);
        features.Set(_features.Body);
        features.Set(_features.Trailers);
        features.Set(_features.Detection);
        var request = _context.Request;
        (request.Method, request.Path, request.QueryString, request.Body) = _request;
    }
}
