"""Pages of this folder, run in Chromium: each judges the files that its address
names and says of each "JUDGED FILE|ok", or what is wrong; "JUDGED |" last."""
import os, re, shutil, subprocess, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))


def ask(page, files, seconds):
    """files: {path: what the page is told of it}. {path: what is wrong}."""
    binary = next((b for b in map(shutil.which, ("chromium-headless-shell", "chromium")) if b), None)
    if not binary:
        return {path: "no Chromium here" for path in files}
    said = {path: "not looked at" for path in files}
    # The browser's helpers outlive it by a moment, and write.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        address = "file://" + os.path.join(HERE, page) + "#" + "|".join(files.values())
        chromium = subprocess.Popen(
            ["timeout", str(seconds), binary, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
             "--autoplay-policy=no-user-gesture-required", "--allow-file-access-from-files",
             "--remote-debugging-port=0", "--user-data-dir=" + folder, address],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
        for line in chromium.stderr:
            found = re.search(r'"JUDGED (?:file://)?(.*?)\|(.*?)"', line)
            if found and not found.group(1):
                break
            if found:
                said[found.group(1)] = "" if found.group(2) == "ok" else found.group(2)
        chromium.terminate()
        chromium.wait()
        time.sleep(1)
    return said
