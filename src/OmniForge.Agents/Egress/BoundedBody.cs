using System.IO.Compression;

namespace OmniForge.Agents.Egress;

/// <summary>Reads a body up to a size, also when it is compressed.</summary>
internal static class BoundedBody
{
    /// <summary>Small bodies may grow more: a page of blanks is no attack.</summary>
    private const int FreeBytes = 64 * 1024;

    public static async Task<byte[]> ReadAsync(HttpContent content, EgressOptions options, CancellationToken cancellationToken)
    {
        var raw = new CountingStream(await content.ReadAsStreamAsync(cancellationToken));
        await using var plain = Decompressed(raw, content.Headers.ContentEncoding);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await plain.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            body.Write(buffer, 0, read);
            if (body.Length > options.MaxBodyBytes)
            {
                throw new EgressRefusedException($"The page has more than {options.MaxBodyBytes / 1048576.0:0.#} MB, which is too much to read.");
            }

            if (body.Length > FreeBytes && body.Length > raw.Count * options.MaxRatio)
            {
                throw new EgressRefusedException("The page is packed in a way that would fill the memory, so it was not opened.");
            }
        }

        return body.ToArray();
    }

    private static Stream Decompressed(Stream raw, ICollection<string> encodings) => encodings.Count switch
    {
        0 => raw,
        1 => encodings.First().ToLowerInvariant() switch
        {
            "identity" => raw,
            "gzip" or "x-gzip" => new GZipStream(raw, CompressionMode.Decompress),
            "br" => new BrotliStream(raw, CompressionMode.Decompress),
            "deflate" => new ZLibStream(raw, CompressionMode.Decompress),
            _ => throw new EgressRefusedException("The page is packed in a way that cannot be read."),
        },
        _ => throw new EgressRefusedException("The page is packed more than once, so it was not opened."),
    };

    /// <summary>Counts what came over the network.</summary>
    private sealed class CountingStream(Stream inner) : Stream
    {
        public long Count { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Count += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            Count += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
