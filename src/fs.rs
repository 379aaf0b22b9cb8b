//! The only place that creates files and folders: files 0600, folders 0700.
