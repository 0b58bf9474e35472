"""Leaves processes and threads behind that outlive the notebook.

Honest: 20
Answers: reference
Place: first
Why:
"""

import subprocess
import sys
import threading
import time

subprocess.Popen([sys.executable, "-c", "import time; time.sleep(4242)"], start_new_session=True)
threading.Thread(target=time.sleep, args=(4242,)).start()
