using System.Text;

namespace OmniForge.Cli.Tests.Processes;

/// <summary>Reads a pipe in the background, so that no program waits for its reader, and lets a test wait for words in it.</summary>
internal sealed class Lines
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly Task _reading;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Lines(StreamReader reader) => _reading = ReadAsync(reader);

    public async Task<string> FindAsync(string words)
    {
        while (true)
        {
            Task news;
            lock (_gate)
            {
                if (_text.ToString().Split('\n').FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }

                if (_reading.IsCompleted)
                {
                    throw new InvalidOperationException($"\"{words}\" was never printed, but this was:\n{_text}");
                }

                news = _news.Task;
            }

            await Task.WhenAny(news, _reading);
        }
    }

    public async Task<string> WholeAsync()
    {
        await _reading;
        return _text.ToString();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4_096];
        while (await reader.ReadAsync(buffer) is > 0 and var read)
        {
            lock (_gate)
            {
                _text.Append(buffer, 0, read);
                _news.TrySetResult();
                _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
